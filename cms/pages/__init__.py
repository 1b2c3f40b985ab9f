"""The public Wagtail site: home, policy library, policy and article pages."""
