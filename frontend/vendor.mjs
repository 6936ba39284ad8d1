// Makes the front-end files that Slim Maatwerk serves itself: `npm run vendor`.
//
// In:  node_modules (exact versions, see package.json) and the project's own
//      templates, Python, scripts and stylesheets.
// Out: src/maatwerk/foundation/ui/static/ui/vendor/ (committed, so that users,
//      servers and tests need no Node and no network).
//
// Run it again whenever a template uses a new nl-* or utrecht-* class: the
// stylesheet holds only what the project uses (7 KB instead of 39 KB, with brotli). The same
// input always gives the same bytes; unchanged files are left alone.
//
// For trials: `npm run vendor -- --also page.html --out some/folder`.

import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { brotliCompressSync, gzipSync } from 'node:zlib';

import { transform } from 'lightningcss';
import postcss from 'postcss';
import { PurgeCSS } from 'purgecss';

const HERE = dirname(fileURLToPath(import.meta.url));
const MODULES = join(HERE, 'node_modules');
const SOURCES = resolve(HERE, '../src');
const VENDOR = join(SOURCES, 'maatwerk/foundation/ui/static/ui/vendor');

const { values: options } = parseArgs({
  options: { also: { type: 'string', multiple: true, default: [] }, out: { type: 'string', default: VENDOR } },
});
const OUT = resolve(options.out);

// --- What we ship ----------------------------------------------------------

// The homepage is the project's own address, for people who want the source.
const CANDIDATE = 'https://github.com/nl-design-system/candidate';
const TOKENS = '@nl-design-system-unstable/voorbeeld-design-tokens';
const UTRECHT = '@utrecht/component-library-css';
const THEME = '.voorbeeld-theme'; // the class on <html> that carries all tokens
const HOMEPAGES = {
  [TOKENS]: 'https://github.com/nl-design-system/themes',
  '@nl-design-system-candidate/button-css': CANDIDATE,
  '@nl-design-system-candidate/data-badge-css': CANDIDATE,
  '@nl-design-system-candidate/heading-css': CANDIDATE,
  '@nl-design-system-candidate/link-css': CANDIDATE,
  '@nl-design-system-candidate/number-badge-css': CANDIDATE,
  '@nl-design-system-candidate/paragraph-css': CANDIDATE,
  '@nl-design-system-candidate/skip-link-css': CANDIDATE,
  [UTRECHT]: 'https://github.com/nl-design-system/utrecht',
  '@fontsource-variable/noto-sans': 'https://fontsource.org/fonts/noto-sans',
  '@fontsource-variable/noto-serif': 'https://fontsource.org/fonts/noto-serif',
  'htmx.org': 'https://htmx.org',
};
const CANDIDATES = Object.keys(HOMEPAGES).filter((name) => name.startsWith('@nl-design-system-candidate/'));

// A package with another licence stops the run: house styles of organisations
// (Utrecht, Amsterdam, Rijkshuisstijl) are not free, even when they are public.
const FREE_LICENCES = new Set(['EUPL-1.2', 'OFL-1.1', '0BSD']);

// Words that may stand in no template or code and are still needed. Keep it short:
// each line says why the scan cannot be trusted to see the word.
const SAFELIST = [
  THEME.slice(1), // stands on <html>; without it there are no tokens at all
  'aria-invalid', 'true', // Django writes aria-invalid="true" on a field with an error
  'hidden', // set and removed by scripts
  'input', 'textarea', 'select', 'fieldset', 'legend', 'label', // tags that Django's form widgets write
  'type', 'text', 'email', 'url', 'tel', 'number', 'password', // input types that Django's form widgets write
];

// --- Small helpers ---------------------------------------------------------

const read = (...path) => readFileSync(join(...path), 'utf8');
const inPackage = (name, ...path) => join(MODULES, ...name.split('/'), ...path);
const unique = (list) => [...new Set(list)].sort();

function packageInfo(name) {
  const { version, license } = JSON.parse(read(inPackage(name, 'package.json')));
  if (!FREE_LICENCES.has(license)) throw new Error(`${name} has licence ${license}: not on the list of free licences`);
  return { name, version, licence: license, homepage: HOMEPAGES[name], licence_file: licenceFile(name) };
}

function licenceFile(name) {
  return `licences/${name.replace('@', '').replace('/', '-')}.txt`;
}

/** Every file below the folder, sorted, so that a run does not depend on the disk. */
function filesBelow(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}

// --- What the project uses -------------------------------------------------

/** Our own texts: pages and code (for class names) and stylesheets (for variables). */
function projectTexts() {
  const own = filesBelow(SOURCES).filter((path) => !path.startsWith(VENDOR + sep));
  const below = (path, folder) => relative(SOURCES, path).split(sep).includes(folder);
  const pages = own.filter(
    (path) =>
      (path.endsWith('.html') && below(path, 'templates')) ||
      (path.endsWith('.js') && below(path, 'static')) ||
      path.endsWith('.py'),
  );
  const styles = own.filter((path) => path.endsWith('.css') && below(path, 'static'));
  const load = (paths) => paths.map((path) => readFileSync(path, 'utf8')).join('\n');
  return { pages: load([...pages, ...options.also]), styles: load(styles) };
}

// --- The stylesheet --------------------------------------------------------

function minify(css) {
  const { code, warnings } = transform({ filename: 'nlds.css', code: Buffer.from(css), minify: true });
  for (const warning of warnings) console.warn(`warning: ${warning.message}`);
  return code.toString();
}

/**
 * Removes the tokens (custom properties of the theme class) that nothing reads,
 * also in chains: a token that is only read by an unused token goes too.
 * (PurgeCSS has `variables: true`, but that misses var() after a line break and
 * drops what a kept token refers to.) A token that our own stylesheets, pages or
 * code name counts as read. Rules of components stay whole.
 */
function removeUnusedTokens(css, namedByProject) {
  const root = postcss.parse(css);
  const names = (value) => [...value.matchAll(/var\(\s*(--[\w-]+)/g)].map((match) => match[1]);
  const isToken = ({ prop, parent }) => prop.startsWith('--') && parent.selector === THEME;
  const reads = new Map(); // token -> the tokens that its value reads
  const queue = [...namedByProject];
  root.walkDecls((declaration) => {
    if (isToken(declaration)) reads.set(declaration.prop, names(declaration.value));
    else queue.push(...names(declaration.value));
  });
  const used = new Set();
  while (queue.length) {
    const name = queue.pop();
    if (used.has(name)) continue;
    used.add(name);
    queue.push(...(reads.get(name) ?? []));
  }
  root.walkDecls((declaration) => {
    if (isToken(declaration) && !used.has(declaration.prop)) declaration.remove();
  });
  return root.toString();
}

/**
 * Turns pictures inside the stylesheet (the tick in a checkbox) into files, so
 * that the Content-Security-Policy need not allow `data:` pictures.
 */
function picturesToFiles(css, add) {
  return css.replace(/url\(\s*(["'])data:image\/svg\+xml,(.*?)\1\s*\)/g, (_, __, encoded) => {
    const svg = `${decodeURIComponent(encoded)}\n`;
    const file = `images/${createHash('sha256').update(svg).digest('hex').slice(0, 8)}.svg`;
    add(file, svg, [UTRECHT]);
    return `url("${file}")`;
  });
}

async function stylesheet(add) {
  const { pages, styles } = projectTexts();
  const packages = [TOKENS, ...CANDIDATES, UTRECHT];
  // Order matters: tokens, then nl-*, then utrecht-*.
  const all = minify(
    [
      read(inPackage(TOKENS, 'dist/theme.css')),
      ...CANDIDATES.map((name) => read(inPackage(name, 'dist', `${name.split('/')[1].replace(/-css$/, '')}.css`))),
      read(inPackage(UTRECHT, 'dist/index.css')),
    ].join('\n'),
  );
  const [{ css: purged }] = await new PurgeCSS().purge({
    content: [{ raw: pages, extension: 'html' }, { raw: SAFELIST.join(' '), extension: 'html' }],
    css: [{ raw: all }],
    keyframes: true,
  });
  const named = unique(`${pages}\n${styles}`.match(/--[a-z][\w-]*/g) ?? []);
  const css = minify(picturesToFiles(removeUnusedTokens(purged, named), add));
  const versions = packages.map((name) => `${name} ${packageInfo(name).version}`).join(', ');
  add('nlds.css', `/*! EUPL-1.2; unused parts removed and minified by frontend/vendor.mjs from: ${versions} */\n${css}\n`, packages);

  // A typing error in a class name is easy to make and hard to see: say so here.
  const known = new Set(all.match(/(?<=\.)(nl|utrecht)-[\w-]+/g));
  const candidates = /(?<=class=["'][^"'<>]*?(?<![\w-]))(?:nl|utrecht)-[\w-]+/g;
  const unknown = unique(pages.match(candidates) ?? []).filter((name) => !known.has(name));
  if (unknown.length) console.warn(`warning: no such class in these packages: ${unknown.join(', ')}`);
}

// --- Fonts -----------------------------------------------------------------

/**
 * Upright Noto Sans and Noto Serif with the weight axis, in two files each: a
 * Dutch page fetches only the first (latin); latin-ext comes when a name needs it.
 * The family is called as the tokens call it ('Noto Sans'), not '... Variable'.
 */
function fonts(add) {
  const faces = [];
  const packages = ['@fontsource-variable/noto-sans', '@fontsource-variable/noto-serif'];
  for (const name of packages) {
    const font = name.split('/')[1];
    const css = read(inPackage(name, 'wght.css'));
    for (const subset of ['latin', 'latin-ext']) {
      const source = `${font}-${subset}-wght-normal`;
      const face = css.match(new RegExp(`/\\* ${source} \\*/\\s*@font-face \\{(.*?)\\}`, 's'))[1];
      const field = (property) => face.match(new RegExp(`${property}: (.*?);`))[1];
      const file = `fonts/${font}-${subset}.woff2`;
      add(file, readFileSync(inPackage(name, 'files', `${source}.woff2`)), [name]);
      faces.push(`@font-face {
  font-family: ${field('font-family').replace(' Variable', '')};
  font-style: normal;
  font-display: swap;
  font-weight: ${field('font-weight')};
  src: url("${file}") format("woff2");
  unicode-range: ${field('unicode-range')};
}
`);
    }
  }
  add('fonts.css', `/*! OFL-1.1; made by frontend/vendor.mjs */\n${faces.join('')}`, packages);
}

// --- Licences --------------------------------------------------------------

/** The licence text, with the copyright notices that minifying takes out of the files. */
function licences(add) {
  for (const name of Object.keys(HOMEPAGES)) {
    const { version, licence, homepage, licence_file: file } = packageInfo(name);
    const text = read(['LICENSE', 'LICENSE.md'].map((base) => inPackage(name, base)).find(existsSync));
    const styles = filesBelow(inPackage(name, 'dist')).filter((path) => path.endsWith('.css'));
    const notices = unique(styles.flatMap((path) => readFileSync(path, 'utf8').match(/Copyright \(c\).*/g) ?? []));
    const head = [`${name} ${version}`, licence, homepage, ...notices].join('\n');
    add(file, `${head}\n\n${text.trim()}\n`, [name]);
  }
}

// --- Run -------------------------------------------------------------------

const produced = new Map(); // file -> { content, packages }
const add = (file, content, packages) => produced.set(file, { content: Buffer.from(content), packages });

await stylesheet(add);
fonts(add);
add('htmx.min.js', readFileSync(inPackage('htmx.org', 'dist/htmx.min.js')), ['htmx.org']);
licences(add);

const manifest = [...produced.keys()].sort().map((file) => {
  const { content, packages } = produced.get(file);
  const infos = packages.map(packageInfo);
  return {
    file,
    sha256: createHash('sha256').update(content).digest('hex'),
    licence: unique(infos.map((info) => info.licence)).join(' AND '),
    packages: infos.map(({ name, version, homepage, licence_file }) => ({ name, version, homepage, licence_file })),
  };
});
add('manifest.json', `${JSON.stringify(manifest, null, 2)}\n`, []);

for (const path of filesBelow(OUT)) {
  if (!produced.has(relative(OUT, path).split(sep).join('/'))) rmSync(path);
}
for (const [file, { content }] of produced) {
  const path = join(OUT, file);
  if (existsSync(path) && readFileSync(path).equals(content)) continue;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}

const row = (...cells) => console.log(cells.map((cell, i) => (i ? String(cell).padStart(9) : cell.padEnd(32))).join(''));
row('file', 'raw', 'gzip', 'brotli');
for (const [file, { content }] of [...produced].sort(([a], [b]) => (a < b ? -1 : 1))) {
  if (file.startsWith('licences/')) continue;
  row(file, content.length, gzipSync(content, { level: 9 }).length, brotliCompressSync(content).length);
}
