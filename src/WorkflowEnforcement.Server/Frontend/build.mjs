// Installs the pinned tools when package-lock.json changed and writes the style sheets and scripts to wwwroot/dist.
// MSBuild calls it (Frontend.targets); by hand: node build.mjs
import { createHash } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const here = dirname(fileURLToPath(import.meta.url));
const server = resolve(here, '..');
const dist = join(server, 'wwwroot', 'dist');
const browsers = ['chrome111', 'firefox115', 'safari16.4'];

if (Number(process.versions.node.split('.')[0]) < 20) {
  fail(`Expected Node.js 20 or newer, but found ${process.versions.node}. Install it from https://nodejs.org`);
}

await exclusively(async () => {
  install();
  await bundle();
});

function fail(sentence) {
  console.error(`frontend: error : ${sentence}`);
  process.exit(1);
}

// Two builds of the same clone (an IDE and a terminal) would otherwise pull node_modules from under each other.
async function exclusively(work) {
  const lock = join(here, '.build-lock');
  const patience = Date.now() + 300_000;
  for (;;) {
    try {
      mkdirSync(lock);
      break;
    } catch (problem) {
      if (problem.code !== 'EEXIST' || Date.now() > patience) throw problem;
      const age = Date.now() - (statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
      if (age > 240_000) rmSync(lock, { recursive: true, force: true });
      await new Promise(done => setTimeout(done, 200));
    }
  }
  const release = () => rmSync(lock, { recursive: true, force: true });
  process.on('exit', release);
  try {
    await work();
  } finally {
    release();
  }
}

function install() {
  const stamp = join(here, 'node_modules', '.installed');
  const wanted = createHash('sha256').update(readFileSync(join(here, 'package-lock.json'))).digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  // Install scripts are never run: none is needed, and some packages start background processes in theirs.
  const run = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'],
    { cwd: here, stdio: 'inherit', shell: process.platform === 'win32' });
  if (run.error || run.status !== 0) {
    fail(`npm ci did not succeed (${run.error?.message ?? `exit code ${run.status}`}). It needs npm and access to an npm registry once.`);
  }
  writeFileSync(stamp, wanted);
}

async function bundle() {
  const esbuild = await import('esbuild');
  mkdirSync(dist, { recursive: true });
  const common = {
    bundle: true, minify: true, write: false, sourcemap: false, legalComments: 'none', logLevel: 'warning',
    target: browsers, absWorkingDir: here, outdir: dist, charset: 'utf8',
  };
  const [scripts, styles] = await Promise.all([
    esbuild.build({ ...common, entryPoints: ['site.ts', 'diagram.ts'], format: 'iife' }),
    esbuild.build({ ...common, entryPoints: ['site.css', 'diagram.css'], plugins: [await tabler()] }),
  ]);
  for (const file of [...scripts.outputFiles, ...styles.outputFiles]) {
    const temporary = `${file.path}.${process.pid}.tmp`;
    writeFileSync(temporary, file.contents);
    renameSync(temporary, file.path);
    const name = file.path.slice(dist.length + 1);
    console.log(`frontend: ${name} ${kilobytes(file.contents.length)} (gzip ${kilobytes(gzipSync(file.contents).length)})`);
  }
}

function kilobytes(bytes) {
  return `${(bytes / 1024).toFixed(1)} KB`;
}

// "@import 'tabler'" in site.css stands for the part of Tabler that our pages name.
async function tabler() {
  const { PurgeCSS } = await import('purgecss');
  const postcss = (await import('postcss')).default;
  return {
    name: 'tabler',
    setup(build) {
      build.onResolve({ filter: /^tabler$/ }, () => ({ path: 'tabler', namespace: 'tabler' }));
      build.onLoad({ filter: /.*/, namespace: 'tabler' }, async () => {
        const source = readFileSync(join(here, 'node_modules/@tabler/core/dist/css/tabler.css'), 'utf8');
        const [purged] = await new PurgeCSS().purge({
          content: [`${server}/**/*.razor`, `${here}/*.ts`].map(glob => glob.replaceAll('\\', '/')),
          skippedContentGlobs: ['**/node_modules/**', '**/obj/**', '**/bin/**'],
          css: [{ raw: source }],
          safelist: ['html', 'body', 'hr', 'fieldset', 'legend', 'optgroup', 'option'],
          keyframes: true,
        });
        const tree = postcss.parse(purged.css);
        followSystemTheme(tree, postcss);
        dropUnusedVariables(tree);
        return { contents: tree.toString(), loader: 'css', resolveDir: here };
      });
    },
  };
}

// Tabler switches its dark colours by an attribute that a script sets; here the system decides and no script runs.
// light-dark() is resolved too, because browsers of 2023 are still in use in offices.
function followSystemTheme(tree, postcss) {
  const themed = /\[data-(bs-)?theme|\.theme-dark/;
  tree.walkRules(rule => {
    const kept = rule.selectors.filter(selector => !themed.test(selector));
    if (kept.length === 0) rule.remove();
    else if (kept.length < rule.selectors.length) rule.selectors = kept;
  });
  tree.walkDecls(declaration => {
    const pair = splitLightDark(declaration.value);
    if (!pair) return;
    const rule = declaration.parent;
    const dark = postcss.atRule({ name: 'media', params: 'screen and (prefers-color-scheme: dark)' });
    dark.append(postcss.rule({ selector: rule.selector }).append(declaration.clone({ value: pair.dark })));
    rule.after(dark);
    declaration.value = pair.light;
  });
}

function splitLightDark(value) {
  const start = value.indexOf('light-dark(');
  if (start < 0) return null;
  let depth = 0;
  let comma = -1;
  for (let i = start + 'light-dark('.length; i < value.length; i++) {
    if (value[i] === '(') depth++;
    else if (value[i] === ',' && depth === 0 && comma < 0) comma = i;
    else if (value[i] === ')' && depth-- === 0) {
      const before = value.slice(0, start);
      const after = value.slice(i + 1);
      const light = before + value.slice(start + 'light-dark('.length, comma).trim() + after;
      const dark = before + value.slice(comma + 1, i).trim() + after;
      return { light: splitLightDark(light)?.light ?? light, dark: splitLightDark(dark)?.dark ?? dark };
    }
  }
  return null;
}

function dropUnusedVariables(tree) {
  const own = readFileSync(join(here, 'site.css'), 'utf8') + ['tokens', 'frame', 'parts', 'pages', 'print']
    .map(name => readFileSync(join(here, `${name}.css`), 'utf8')).join('');
  for (let dropped = -1; dropped !== 0;) {
    dropped = 0;
    const used = new Set((tree.toString() + own).match(/(?<=var\(\s*)--[\w-]+/g));
    tree.walkDecls(/^--/, declaration => {
      if (!used.has(declaration.prop)) {
        declaration.remove();
        dropped++;
      }
    });
    tree.walkRules(rule => { if (rule.nodes.length === 0) rule.remove(); });
    tree.walkAtRules(rule => { if (rule.nodes?.length === 0) rule.remove(); });
  }
}
