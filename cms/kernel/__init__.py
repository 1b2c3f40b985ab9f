"""The ground both wings stand on; it knows neither of them."""
