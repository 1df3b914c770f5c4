/**
 * Proves that the rooms of the house import downwards only (docs/architecture: rooms and their rules). Our own checker, because
 * it has to see through subpath imports (`#shared/…`), relative paths, re-exports, dynamic imports, `import()` types, `require`
 * and `new URL(…, import.meta.url)` alike. vite's parser reads the files.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join, posix, relative, sep } from 'node:path';
import { isMain, projectRoot, runScript, say } from './project.mjs';

/** A room of shared/ imports only rooms that stand before it. */
export const sharedRooms = ['domain', 'crypto', 'ledger', 'spreadsheet', 'exchange', 'documents', 'workstation'];
const products = ['electron', 'renderer', 'shared'];
const interfaceLibraries = ['react', 'react-dom', 'antd', '@ant-design/icons', '@tanstack/react-virtual', 'zustand'];

const isBuiltin = (specifier) => specifier.startsWith('node:') || builtinModules.includes(specifier.split('/')[0]);

/** `@scope/name/part` → `@scope/name`. @param {string} specifier */
const packageOf = (specifier) =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');

/**
 * Which room a file belongs to.
 * @param {string} file path from the repository's root, with `/`
 */
export function roomOf(file) {
  const [top = '', second = '', third = ''] = file.split('/');
  const feature = top === 'renderer' && second === 'features' ? third : undefined;
  const sharedRoom = top === 'shared' && file.split('/').length > 2 ? second : undefined;
  return { top, feature, sharedRoom, file };
}

/** @typedef {{ readonly specifier: string | undefined; readonly names: readonly string[]; readonly line: number }} Import */

/**
 * Every import of a file, of whatever form. `specifier` is undefined for one that only a running program could tell;
 * `names` holds `*` for the whole module and `default` for its default export.
 * @param {string} file for the parser's choice between ts and tsx
 * @param {string} source
 * @param {typeof import('vite').parseSync} parseSync
 * @returns {readonly Import[]}
 */
export function importsOf(file, source, parseSync) {
  const { program, errors } = parseSync(file, source);
  if (errors.length > 0) throw new Error(`${file}: ${errors[0].message}`);
  const found = [];
  const add = (node, specifier, names) => found.push({ specifier, names, line: source.slice(0, node.start).split('\n').length });
  walk(program, (node) => {
    const handler = handlers[node.type];
    if (handler !== undefined) handler(node, add);
  });
  return found;
}

/** @param {unknown} node @param {(node: { readonly type: string }) => void} visit */
function walk(node, visit) {
  if (Array.isArray(node)) for (const item of node) walk(item, visit);
  else if (node !== null && typeof node === 'object') {
    if (typeof node.type === 'string') visit(node);
    for (const value of Object.values(node)) if (value !== null && typeof value === 'object') walk(value, visit);
  }
}

const literal = (node) => (node?.type === 'Literal' && typeof node.value === 'string' ? node.value : undefined);
const nameOf = (node) => node.name ?? node.value;

/** How each kind of syntax names another module. */
const handlers = {
  ImportDeclaration: (node, add) => add(node, node.source.value, node.specifiers.map(importedName)),
  ExportAllDeclaration: (node, add) => add(node, node.source.value, ['*']),
  ExportNamedDeclaration: (node, add) => {
    if (node.source)
      add(
        node,
        node.source.value,
        node.specifiers.map((specifier) => nameOf(specifier.local)),
      );
  },
  ImportExpression: (node, add) => add(node, plainText(node.source), ['*']),
  TSImportType: (node, add) => add(node, literal(node.source) ?? literal(node.argument?.literal), ['*']),
  TSImportEqualsDeclaration: (node, add) => {
    if (node.moduleReference.type === 'TSExternalModuleReference') add(node, literal(node.moduleReference.expression), ['*']);
  },
  CallExpression: (node, add) => {
    if (node.callee.type === 'Identifier' && node.callee.name === 'require') add(node, plainText(node.arguments[0]), ['*']);
  },
  NewExpression: (node, add) => {
    const [path, base] = node.arguments;
    const isModuleUrl = node.callee.type === 'Identifier' && node.callee.name === 'URL' && isImportMetaUrl(base);
    if (isModuleUrl) add(node, plainText(path), ['*']);
  },
};

function importedName(specifier) {
  if (specifier.type === 'ImportDefaultSpecifier') return 'default';
  return specifier.type === 'ImportNamespaceSpecifier' ? '*' : nameOf(specifier.imported);
}

/** A string, or a template without a hole. */
function plainText(node) {
  if (node?.type === 'TemplateLiteral' && node.expressions.length === 0) return node.quasis[0].value.cooked;
  return literal(node);
}

function isImportMetaUrl(node) {
  return node?.type === 'MemberExpression' && node.object.type === 'MetaProperty' && nameOf(node.property) === 'url';
}

/**
 * Where an import leads: a file of this repository, a built-in module or a package.
 * @param {string} file the importing file
 * @param {string} specifier
 */
export function resolveImport(file, specifier) {
  const path = specifier.replace(/\?.*$/, '');
  if (path.startsWith('.')) return { kind: 'file', to: roomOf(posix.normalize(posix.join(posix.dirname(file), path))) };
  if (path.startsWith('#')) return { kind: 'file', to: roomOf(posix.normalize(path.slice(1))) };
  if (path.startsWith('/') || path.includes('://')) return { kind: 'unknown', name: path };
  if (isBuiltin(path)) return { kind: 'builtin', name: path };
  return { kind: 'package', name: packageOf(path) };
}

/** Rules for an import that leads to a file of this repository. Each answers with what is wrong, or undefined. */
const fileRules = {
  'shared-imports-no-process': (from, to) => from.top === 'shared' && to.top !== 'shared' && 'shared/ 只能导入 shared/',
  'renderer-imports-no-electron': (from, to) => from.top === 'renderer' && to.top === 'electron' && 'renderer/ 不能导入 electron/',
  'electron-imports-no-renderer': (from, to) => from.top === 'electron' && to.top === 'renderer' && 'electron/ 不能导入 renderer/',
  'product-imports-no-workshop': (_from, to) => !products.includes(to.top) && `产品代码不能导入 ${to.top}`,
  'shared-room-order': (from, to) => {
    if (from.top !== 'shared' || to.top !== 'shared' || from.sharedRoom === undefined || from.sharedRoom === to.sharedRoom)
      return undefined;
    if (to.sharedRoom === undefined) return `shared/${from.sharedRoom}/ 不能导入 ${to.file}`;
    const downwards = sharedRooms.indexOf(to.sharedRoom) < sharedRooms.indexOf(from.sharedRoom);
    return !downwards && `shared/${from.sharedRoom}/ 不能导入 shared/${to.sharedRoom}/，只能导入排在它前面的房间`;
  },
  'feature-imports-no-feature': (from, to) =>
    from.feature !== undefined &&
    to.feature !== undefined &&
    from.feature !== to.feature &&
    `功能 ${from.feature} 不能导入功能 ${to.feature}`,
  'only-app-imports-features': (from, to) =>
    from.top === 'renderer' &&
    from.feature === undefined &&
    to.feature !== undefined &&
    !from.file.startsWith('renderer/app/') &&
    '只有 renderer/app/ 能导入功能',
};

/** Rules for packages and built-in modules. */
const moduleRules = {
  'only-electron-imports-electron': (from, target) =>
    target.name === 'electron' && from.top !== 'electron' && "只有 electron/ 能导入 'electron'",
  'only-electron-imports-node': (from, target) =>
    target.kind === 'builtin' && from.top !== 'electron' && '只有 electron/ 能导入 Node.js 模块',
  'preload-imports-no-node': (from, target) =>
    target.kind === 'builtin' && from.file === 'electron/preload.ts' && '预加载脚本在沙盒里，不能导入 Node.js 模块',
  'raw-ipc-in-one-file': (from, target, names) => {
    if (target.name !== 'electron') return undefined;
    if (names.includes('*') || names.includes('default')) return "从 'electron' 导入时要写出名字，不能导入整个模块";
    if (names.includes('ipcMain') && from.file !== 'electron/ipc.ts') return '只有 electron/ipc.ts 能导入 ipcMain';
    return names.includes('ipcRenderer') && from.file !== 'electron/preload.ts' && '只有 electron/preload.ts 能导入 ipcRenderer';
  },
  'only-ledger-imports-dexie': (from, target) =>
    packageIs(target, ['dexie']) && from.sharedRoom !== 'ledger' && '只有 shared/ledger/ 能导入 dexie',
  'shared-imports-no-interface': (from, target) =>
    packageIs(target, interfaceLibraries) && from.top === 'shared' && `shared/ 不能导入界面库 ${target.name}`,
  'declared-dependencies-only': (_from, target, _names, dependencies) =>
    target.kind === 'package' &&
    target.name !== 'electron' &&
    !dependencies.includes(target.name) &&
    `产品代码只能导入 package.json 里 dependencies 写明的库，${target.name} 不在其中`,
};

const packageIs = (target, names) => target.kind === 'package' && names.includes(target.name);

export const ruleNames = [...Object.keys(fileRules), ...Object.keys(moduleRules), 'importable-by-name', 'known-room'];

/**
 * The rules that one import breaks.
 * @param {string} file
 * @param {Import} imported
 * @param {readonly string[]} dependencies of package.json
 * @returns {readonly { readonly rule: string; readonly text: string }[]}
 */
export function checkImport(file, { specifier, names }, dependencies) {
  const from = roomOf(file);
  if (specifier === undefined) return [{ rule: 'importable-by-name', text: '导入的路径必须是写明的文字，否则无法检查' }];
  const target = resolveImport(file, specifier);
  if (target.kind === 'unknown') return [{ rule: 'importable-by-name', text: `不能导入网址或绝对路径 ${specifier}` }];
  const rules = target.kind === 'file' ? fileRules : moduleRules;
  return Object.entries(rules).flatMap(([rule, check]) => {
    const text = target.kind === 'file' ? check(from, target.to) : check(from, target, names, dependencies);
    return text ? [{ rule, text }] : [];
  });
}

/**
 * @param {string} root folder of the repository
 * @returns {Promise<{ readonly files: number; readonly imports: number; readonly violations: readonly { readonly file: string; readonly line: number; readonly rule: string; readonly text: string }[] }>}
 */
export async function checkImports(root) {
  const { parseSync } = await import('vite');
  const dependencies = Object.keys(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).dependencies ?? {});
  const violations = [];
  let imports = 0;
  const files = productFiles(root);
  for (const file of files) {
    const { sharedRoom } = roomOf(file);
    if (sharedRoom !== undefined && !sharedRooms.includes(sharedRoom)) {
      violations.push({ file, line: 1, rule: 'known-room', text: `shared/${sharedRoom}/ 不是已知的房间` });
    }
    for (const imported of importsOf(file, readFileSync(join(root, file), 'utf8'), parseSync)) {
      imports += 1;
      violations.push(...checkImport(file, imported, dependencies).map((problem) => ({ file, line: imported.line, ...problem })));
    }
  }
  return { files: files.length, imports, violations };
}

/** @param {string} root @returns {readonly string[]} */
function productFiles(root) {
  return products
    .flatMap((room) => readdirSync(join(root, room), { withFileTypes: true, recursive: true }))
    .filter((entry) => entry.isFile() && /\.[cm]?[jt]sx?$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
}

if (isMain(import.meta.url)) {
  await runScript(async () => {
    const { files, imports, violations } = await checkImports(projectRoot);
    for (const { file, line, rule, text } of violations) process.stdout.write(`${file}:${line}  ${rule}  ${text}\n`);
    say('导入规则', violations.length === 0 ? `${files} 个文件、${imports} 处导入，全部符合。` : `有 ${violations.length} 处不符合。`);
    return violations.length === 0 ? 0 : 1;
  });
}
