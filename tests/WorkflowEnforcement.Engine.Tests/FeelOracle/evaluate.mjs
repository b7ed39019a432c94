// Evaluates all cases of one file with feelin and writes the answers in the same order.
import { readFileSync, writeFileSync } from 'node:fs';
import { evaluate, unaryTest } from 'feelin';

const [input, output] = process.argv.slice(2);
const { context, cases } = JSON.parse(readFileSync(input, 'utf8'));

// Values of time have one text, whose form tells their kind; the same text is what the function string gives on the other side.
function temporal(text) {
  if (/^-?P/.test(text)) {
    return { p: text };
  }

  return /T/.test(text) ? { m: text } : /:/.test(text) ? { t: text } : { d: text };
}

function canonical(value) {
  if (value === null || value === undefined) {
    return null;
  }

  switch (typeof value) {
    case 'boolean':
    case 'string':
      return value;
    case 'number':
      return { n: String(value) };
    case 'function':
      return { f: true };
  }

  if (Array.isArray(value)) {
    return value.map(canonical);
  }

  if (typeof value.iso === 'string') {
    return temporal(value.iso);
  }

  if ('start included' in value) {
    return { r: [value['start included'], canonical(value.start), canonical(value.end), value['end included']] };
  }

  if (Object.getPrototypeOf(value) !== Object.prototype) {
    return { f: true };
  }

  return { c: Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, canonical(entry)])) };
}

function answer({ text, input: tested }) {
  try {
    const value = tested === undefined
      ? evaluate(text, context).value
      : unaryTest(text, { ...context, '?': evaluate(tested, context).value }).value;
    return { value: canonical(value) };
  } catch (fault) {
    return { fault: fault.message };
  }
}

writeFileSync(output, JSON.stringify(cases.map(answer)));
