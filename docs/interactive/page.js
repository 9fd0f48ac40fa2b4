"use strict";

// Numbers of evaluate.cpp: subjects and formats go by their place in these lists.
const subjects = [
  {name: "gelu", formula: "x Φ(x)", textbook: "0.5 x (1 + erf(x / √2))"},
  {name: "gelu_tanh", formula: "x / 2 (1 + tanh(√(2/π) (x + 0.044715 x³)))", textbook: "0.5 x (1 + tanh(√(2/π) (x + 0.044715 x³)))"},
  {name: "gelu_sigmoid", formula: "x σ(1.702 x)", textbook: "x / (1 + exp(−1.702 x))"},
  {name: "silu", formula: "x σ(x)", textbook: "x / (1 + exp(−x))"},
  {name: "relu", formula: "max(x, 0)", textbook: "x > 0 ? x : 0"},
  {name: "elu", parameters: ["alpha"], formula: "x > 0 ? x : alpha (eˣ − 1)", textbook: "x > 0 ? x : alpha expm1(x)"},
  {name: "gelu_normal", parameters: ["mean", "stddev"], formula: "x P(N(mean, stddev²) ≤ x)",
   textbook: "0.5 x (1 + erf((x − mean) / (stddev √2)))"},
  {name: "cauchy_gate", formula: "x (1/2 + atan(x) / π)", textbook: "x (0.5 + atan(x) / π)"},
];
const formats = [
  {name: "float", exponentBits: 8, mantissaBits: 23, digits: 9},
  {name: "float16", exponentBits: 5, mantissaBits: 10, digits: 5},
  {name: "bfloat16", exponentBits: 8, mantissaBits: 7, digits: 4},
];
const parameters = {
  alpha: {value: 1, least: 0, most: 3},
  mean: {value: 0, least: -3, most: 3},
  stddev: {value: 1, least: 0.05, most: 3},
};
const examples = ["-5.5", "-13", "-0.7518", "1e-40", "-inf", "nan"];

const shown = {subject: 0, format: 0, quantity: "value", x: -5.5};
const at = id => document.getElementById(id);

// The library.

const quantityFields = ["exact", "exactBits", "act", "actBits", "actError", "textbook", "textbookBits", "textbookError"];
const doublesInRow = 2 + 2 * quantityFields.length;

class Evaluator {
  constructor(exports) {
    this.exports = exports;
    if (exports._initialize) exports._initialize();
    this.most = exports.most_inputs();
    this.inputs = new Float64Array(exports.memory.buffer, exports.room_for_inputs(), this.most);
    this.rows = new Float64Array(exports.memory.buffer, exports.results(), this.most * doublesInRow);
  }

  evaluate(inputs) {
    this.inputs.set(inputs);
    const {alpha, mean, stddev} = parameters;
    this.exports.evaluate(shown.subject, shown.format, alpha.value, mean.value, stddev.value, inputs.length);
    return Array.from(inputs, (_, i) => this.row(i * doublesInRow));
  }

  row(start) {
    const quantity = first => Object.fromEntries(quantityFields.map((name, k) => [name, this.rows[first + k]]));
    return {x: this.rows[start], bits: this.rows[start + 1], value: quantity(start + 2),
            derivative: quantity(start + 2 + quantityFields.length)};
  }

  neighbour(x, direction) { return this.exports.neighbour(shown.format, x, direction); }
}

let evaluator;

// Numbers as text, and back.

function parseNumber(text) {
  const plain = text.trim().toLowerCase().replace("−", "-").replace(/f$/, "");
  const infinite = /^([+-]?)(inf|infinity|∞)$/.exec(text.trim().toLowerCase().replace("−", "-"));
  if (infinite) return infinite[1] === "-" ? -Infinity : Infinity;
  if (/^[+-]?nan$/.test(plain)) return NaN;
  const hexadecimal = /^([+-]?)0x([0-9a-f]+)(?:\.([0-9a-f]*))?p([+-]?\d+)$/.exec(plain);
  if (hexadecimal) {
    const [, sign, whole, fraction = "", exponent] = hexadecimal;
    const size = parseInt(whole + fraction, 16) * 2 ** (Number(exponent) - 4 * fraction.length);
    return sign === "-" ? -size : size;
  }
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/.test(plain) ? Number(plain) : undefined;
}

function decimal(number, digits) {
  if (Number.isNaN(number)) return "NaN";
  if (!Number.isFinite(number)) return number > 0 ? "+∞" : "−∞";
  if (Object.is(number, -0)) return "−0";
  return String(Number(number.toPrecision(digits))).replaceAll("-", "−");
}

function hexadecimal(bits) {
  const format = formats[shown.format];
  return "0x" + bits.toString(16).padStart((1 + format.exponentBits + format.mantissaBits) / 4, "0");
}

function errorText(error) {
  if (error === Infinity) return "∞";
  if (error === 0) return "0";
  if (error < 0.0005) return "< 0.0005";
  return error < 1e4 ? String(Number(error.toPrecision(3))) : error.toExponential(1).replace("e+", "e");
}

// The table of one x.

function element(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

/// Sign, exponent and mantissa; marked where they differ from the exact result's.
function bitsOf(bits, right) {
  const {exponentBits, mantissaBits} = formats[shown.format], size = 1 + exponentBits + mantissaBits;
  const text = bits.toString(2).padStart(size, "0"), expected = right.toString(2).padStart(size, "0");
  const part = (name, from, to) => element("span", {className: name}, ...Array.from(text.slice(from, to), (digit, k) =>
    digit === expected[from + k] ? digit : element("span", {className: "changed"}, digit)));
  return element("span", {className: "bits", title: hexadecimal(bits)}, part("sign", 0, 1), " ",
                 part("exponent", 1, 1 + exponentBits), " ", part("mantissa", 1 + exponentBits, size));
}

function line(name, className, number, digits, error, bits, right) {
  const wrong = error > 4 ? "error wrong" : "error";
  return element("tr", {className}, element("th", {scope: "row"}, name),
                 element("td", {className: "number"}, decimal(number, digits)),
                 element("td", {className: wrong}, error === undefined ? "" : `${errorText(error)} ulp`),
                 element("td", {className: "cell-bits"}, bitsOf(bits, right)));
}

function table(name, q) {
  const digits = formats[shown.format].digits;
  const heads = ["", "result", "error", "bits"].map(head => element("th", {scope: "col"}, head));
  const rows = [
    line("act", "act", q.act, digits, q.actError, q.actBits, q.exactBits),
    line("textbook", "textbook", q.textbook, digits, q.textbookError, q.textbookBits, q.exactBits),
    line("exact", "", q.exact, 12, undefined, q.exactBits, q.exactBits),
  ];
  return element("table", {id: `${name}-table`}, element("caption", {}, name), element("thead", {}, element("tr", {}, ...heads)),
                 element("tbody", {}, ...rows));
}

function showNumbers() {
  const [row] = evaluator.evaluate([shown.x]);
  const digits = formats[shown.format].digits;
  at("rounded").textContent = `as ${formats[shown.format].name}: ${decimal(row.x, digits)} = ${hexadecimal(row.bits)}`;
  at("tables").replaceChildren(table("value", row.value), table("derivative", row.derivative));
}

// Plots.

const margin = {left: 44, right: 10, top: 10, bottom: 26};

class Plot {
  constructor(canvas, range) {
    this.canvas = canvas;
    this.range = range;
    const follow = event => {
      if (event.buttons === 0) return;
      canvas.setPointerCapture(event.pointerId);
      const [low, high] = this.range, box = canvas.getBoundingClientRect();
      const part = (event.clientX - box.left - margin.left) / (box.width - margin.left - margin.right);
      moveTo(Number((low + Math.min(Math.max(part, 0), 1) * (high - low)).toFixed(2)));
    };
    canvas.addEventListener("pointerdown", follow);
    canvas.addEventListener("pointermove", follow);
    canvas.addEventListener("keydown", event => {
      const direction = {ArrowLeft: -1, ArrowRight: 1}[event.key];
      if (!direction || !Number.isFinite(shown.x)) return;
      event.preventDefault();
      moveTo(shown.x + direction * (this.range[1] - this.range[0]) / 200);
    });
  }

  /// Pixels, colours and the two maps from numbers to pixels.
  begin(bottom, top) {
    const {clientWidth: width, clientHeight: height} = this.canvas, scale = window.devicePixelRatio || 1;
    this.canvas.width = Math.round(width * scale);
    this.canvas.height = Math.round(height * scale);
    const context = this.canvas.getContext("2d"), style = getComputedStyle(document.documentElement);
    context.scale(scale, scale);
    context.font = "12px " + getComputedStyle(document.body).fontFamily;
    const [low, high] = this.range;
    return {context, width, height, colour: name => style.getPropertyValue(`--${name}`),
            toX: x => margin.left + (x - low) / (high - low) * (width - margin.left - margin.right),
            toY: y => height - margin.bottom - (y - bottom) / (top - bottom) * (height - margin.top - margin.bottom)};
  }

  grid(area, xs, ys, nameOfY) {
    const {context, width, height, toX, toY, colour} = area;
    context.lineWidth = 1;
    context.fillStyle = colour("soft");
    const rule = (x0, y0, x1, y1, strong) => {
      context.strokeStyle = colour(strong ? "line" : "grid");
      context.beginPath();
      context.moveTo(x0, y0);
      context.lineTo(x1, y1);
      context.stroke();
    };
    context.textAlign = "center";
    context.textBaseline = "top";
    for (const x of xs) {
      rule(toX(x), margin.top, toX(x), height - margin.bottom, x === 0);
      context.fillText(String(x).replace("-", "−"), toX(x), height - margin.bottom + 6);
    }
    context.textAlign = "right";
    context.textBaseline = "middle";
    for (const y of ys) {
      rule(margin.left, toY(y), width - margin.right, toY(y), y === 0);
      context.fillText(nameOfY(y), margin.left - 7, toY(y));
    }
  }

  curve(area, points, colourName, lineWidth = 2) {
    const {context, toX, toY, colour} = area;
    context.save();
    context.beginPath();
    context.rect(margin.left, margin.top, area.width - margin.left - margin.right, area.height - margin.top - margin.bottom + 1);
    context.clip();
    context.strokeStyle = colour(colourName);
    context.lineWidth = lineWidth;
    context.lineJoin = "round";
    context.beginPath();
    for (const [x, y] of points) context.lineTo(toX(x), toY(y));
    context.stroke();
    context.restore();
  }

  marker(area, heights) {
    const [low, high] = this.range;
    if (!(shown.x >= low && shown.x <= high)) return;
    const {context, height, toX, toY, colour} = area, x = toX(shown.x);
    context.strokeStyle = colour("soft");
    context.lineWidth = 1;
    context.setLineDash([4, 4]);
    context.beginPath();
    context.moveTo(x, margin.top);
    context.lineTo(x, height - margin.bottom);
    context.stroke();
    context.setLineDash([]);
    for (const [y, colourName] of heights) {
      if (!Number.isFinite(y)) continue;
      context.fillStyle = colour(colourName);
      context.strokeStyle = colour("panel");
      context.lineWidth = 2;
      context.beginPath();
      context.arc(x, toY(y), 5, 0, 2 * Math.PI);
      context.fill();
      context.stroke();
    }
  }
}

const evenly = (low, high, count) => Array.from({length: count}, (_, i) => low + (high - low) * i / (count - 1));

function drawShape(plot) {
  const [low, high] = plot.range, rows = evaluator.evaluate(evenly(low, high, 601));
  const lowest = Math.min(-1.3, ...rows.map(row => row.value.act), ...rows.map(row => row.derivative.act));
  const area = plot.begin(lowest - 0.3, 5);
  plot.grid(area, [-4, -2, 0, 2, 4], [-3, -2, -1, 0, 1, 2, 3, 4].filter(y => y > lowest - 0.3), y => String(y).replace("-", "−"));
  plot.curve(area, rows.map(row => [row.x, row.derivative.act]), "derivative");
  plot.curve(area, rows.map(row => [row.x, row.value.act]), "act", 2.5);
  const [here] = evaluator.evaluate([shown.x]);
  plot.marker(area, [[here.derivative.act, "derivative"], [here.value.act, "act"]]);
}

const leastError = 0.1, largestError = 1e9;
const place = error => Math.log10(Math.min(Math.max(error, leastError), largestError));

/// The worst error of each few neighbouring inputs.
function worstOfGroups(rows, library, size) {
  const points = [];
  for (let i = 0; i < rows.length; i += size) {
    const group = rows.slice(i, i + size);
    points.push([group[size >> 1].x, place(Math.max(...group.map(row => row[shown.quantity][`${library}Error`])))]);
  }
  return points;
}

function drawLimit(plot, area, error) {
  const {context, width, toY, colour} = area;
  context.fillStyle = colour("soft");
  context.textAlign = "right";
  context.fillText("above: no digit is right", width - margin.right - 4, toY(error) - 9);
  context.setLineDash([2, 3]);
  plot.curve(area, plot.range.map(x => [x, error]), "soft", 1);
  context.setLineDash([]);
}

function drawErrors(plot) {
  const [low, high] = plot.range, rows = evaluator.evaluate(evenly(low, high, evaluator.most));
  const area = plot.begin(place(leastError), place(largestError));
  plot.grid(area, [-15, -10, -5, 0, 5], [-1, 0, 1, 3, 5, 7, 9], y => (y < 2 ? String(10 ** y) : `1e${y}`));
  drawLimit(plot, area, Math.log10(2 ** formats[shown.format].mantissaBits));
  plot.curve(area, worstOfGroups(rows, "textbook", 8), "textbook", 1.5);
  plot.curve(area, worstOfGroups(rows, "act", 8), "act", 2);
  const [here] = evaluator.evaluate([shown.x]);
  const q = here[shown.quantity];
  plot.marker(area, [[place(q.textbookError), "textbook"], [place(q.actError), "act"]]);
}

const plots = [];

function draw() {
  drawShape(plots[0]);
  drawErrors(plots[1]);
}

// Controls.

function show() {
  const {name, formula, textbook, parameters: used = []} = subjects[shown.subject];
  const values = used.map(key => parameters[key].value).join(", ");
  at("formula").textContent = `${name}(x) = ${formula}`;
  at("call").textContent = used.length ? `act::${name}_fn{${values}}(x)` : `act::${name}(x)`;
  at("textbook").textContent = textbook;
  showNumbers();
  draw();
}

function moveTo(x) {
  shown.x = x;
  at("x").value = Object.is(x, -0) ? "-0" : String(x).replace("Infinity", "inf").replace("NaN", "nan");
  accept();
}

function accept() {
  const x = parseNumber(at("x").value);
  at("x").setAttribute("aria-invalid", x === undefined);
  at("problem").textContent = x === undefined ? "Not a number that can be read: try -5.5, 1e-40, 0x1.8p+1, -inf or nan." : "";
  if (x === undefined) return;
  shown.x = x;
  show();
}

/// Buttons of which one is pressed.
function choices(container, names, isPressed, press) {
  const buttons = names.map((name, k) => element("button", {type: "button", textContent: name, onclick: () => {
    press(k);
    mark();
    show();
  }}));
  const mark = () => buttons.forEach((button, k) => button.setAttribute("aria-pressed", isPressed(k)));
  mark();
  at(container).append(...buttons);
}

function slider(key) {
  const parameter = parameters[key], output = element("output", {className: "number"}, String(parameter.value));
  const input = element("input", {type: "range", id: key, min: parameter.least, max: parameter.most, step: 0.01, value: parameter.value});
  input.addEventListener("input", () => {
    parameter.value = Number(input.value);
    output.textContent = input.value;
    show();
  });
  return element("label", {}, key, input, output);
}

function begin(instance) {
  evaluator = new Evaluator(instance.exports);
  plots.push(new Plot(at("shape"), [-5, 5]), new Plot(at("errors"), [-15, 5]));
  const showSliders = () => at("parameters").replaceChildren(...(subjects[shown.subject].parameters ?? []).map(slider));
  choices("subjects", subjects.map(each => each.name), k => k === shown.subject, k => { shown.subject = k; showSliders(); });
  choices("formats", formats.map(each => each.name), k => k === shown.format, k => { shown.format = k; });
  const quantities = ["value", "derivative"];
  choices("quantities", quantities, k => quantities[k] === shown.quantity, k => { shown.quantity = quantities[k]; });
  at("examples").append(...examples.map(text => element("button", {type: "button", textContent: text, onclick: () => moveTo(parseNumber(text))})));
  at("x").addEventListener("input", accept);
  at("input").addEventListener("submit", event => event.preventDefault());
  for (const [id, direction] of [["below", -1], ["above", 1]])
    at(id).addEventListener("click", () => moveTo(evaluator.neighbour(shown.x, direction)));
  window.addEventListener("resize", draw);
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
  moveTo(shown.x);
}

const bytes = Uint8Array.from(atob(evaluateModule), character => character.charCodeAt(0));
const imports = {wasi_snapshot_preview1: {proc_exit: () => { throw Error("act gave up"); }}};
WebAssembly.instantiate(bytes, imports).then(({instance}) => begin(instance), problem => {
  at("problem").textContent = `This browser does not run the page's WebAssembly: ${problem}`;
});
