// Draws a figure[data-chart] from the JSON beside it, in the colours of the page; loads ECharts only when there is something to draw.
const ECHARTS = new URL("../vendor/echarts.common.min.js", import.meta.url).href;
let loading;

function echarts() {
  loading ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = document.querySelector("[data-echarts]")?.dataset.echarts ?? ECHARTS;
    script.onload = () => resolve(window.echarts);
    script.onerror = reject;
    document.head.append(script);
  });
  return loading;
}

const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const english = () => document.documentElement.lang.startsWith("en");

function axisText(unit) {
  if (unit === "rate") return (number) => `${+(number * 100).toFixed(2)}%`;
  const steps = english() ? [[1e9, "bn"], [1e6, "m"], [1e3, "k"]] : [[1e8, "亿"], [1e4, "万"]];
  return (number) => {
    const step = steps.find(([size]) => Math.abs(number) >= size);
    return step ? `${+(number / step[0]).toFixed(2)}${step[1]}` : `${number}`;
  };
}

// A few names stand in full below their bars, broken into lines; many names (months) give way to each other.
const FEW = 8;
const BESIDE = 90; // the value axis and the margins, in pixels

function nameLabel(data, sideways, width) {
  const color = token("--zd-text-subtle");
  if (sideways) return { color, hideOverlap: true, width: 140, overflow: "truncate" };
  if (data.categories.length > FEW) return { color, hideOverlap: true };
  const room = Math.max(40, Math.floor((width - BESIDE) / data.categories.length) - 6);
  return { color, interval: 0, width: room, overflow: "break", lineHeight: 15 };
}

function option(data, width) {
  const ink = token("--zd-text");
  const subtle = token("--zd-text-subtle");
  const line = token("--zd-line");
  const units = [...new Set(data.series.map((one) => one.unit))];
  const sideways = data.kind === "sideways";
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const names = { type: "category", data: data.categories, inverse: sideways, axisTick: { show: false },
    axisLine: { lineStyle: { color: line } }, axisLabel: nameLabel(data, sideways, width) };
  const values = units.map((unit, at) => ({ type: "value", splitLine: { show: at === 0, lineStyle: { color: line } },
    axisLabel: { color: subtle, formatter: axisText(unit), hideOverlap: true }, minInterval: unit === "count" ? 1 : undefined }));
  const series = data.series.map((one) => {
    const at = units.indexOf(one.unit);
    return { name: one.name, type: one.line || data.kind === "line" ? "line" : "bar",
      data: one.numbers.map((number) => (number === null ? null : Number(number))),
      stack: data.kind === "stacked" && !one.line ? "all" : undefined, barMaxWidth: 36, symbolSize: 7,
      [sideways ? "xAxisIndex" : "yAxisIndex"]: at };
  });
  return {
    animation: !still,
    color: [1, 2, 3, 4, 5, 6].map((n) => token(`--zd-chart-${n}`)),
    textStyle: { fontFamily: getComputedStyle(document.body).fontFamily, color: ink },
    grid: { left: 8, right: 16, top: data.series.length > 1 ? 40 : 16, bottom: 4, containLabel: true },
    legend: { show: data.series.length > 1, top: 0, left: 0, textStyle: { color: ink }, icon: "roundRect", itemWidth: 14, itemHeight: 10 },
    tooltip: { trigger: "axis", renderMode: "richText", confine: true, backgroundColor: token("--ds-color-neutral-surface-default"),
      borderColor: line, textStyle: { color: ink }, axisPointer: { type: "shadow", shadowStyle: { opacity: 0.06 } },
      formatter: (points) => [points[0].axisValueLabel, ...points.map((p) => `${p.seriesName}  ${data.series[p.seriesIndex].texts[p.dataIndex]}`)].join("\n") },
    xAxis: sideways ? values : names,
    yAxis: sideways ? names : values,
    series,
  };
}

export async function drawChart(figure) {
  const canvas = figure.querySelector(".chart__canvas");
  if (!canvas) return;
  const data = JSON.parse(document.getElementById(figure.dataset.chart).textContent);
  const library = await echarts();
  let drawn;
  const draw = () => {
    drawn?.dispose();
    drawn = library.init(canvas, null, { renderer: "canvas" });
    drawn.setOption(option(data, canvas.clientWidth));
  };
  draw();
  new ResizeObserver(() => {
    drawn.resize();
    drawn.setOption({ [data.kind === "sideways" ? "yAxis" : "xAxis"]: { axisLabel: nameLabel(data, data.kind === "sideways", canvas.clientWidth) } });
  }).observe(canvas);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
}
