/**
 * What a runtime without Electron's own default application starts: it opens the application whose folder is the first
 * argument, as `electron <folder>` does. build/runtime.mjs puts it into resources/default_app.asar (a folder of that name;
 * Electron looks for resources/app.asar, resources/app, resources/default_app.asar in this order).
 */
'use strict';
const { readFileSync } = require('node:fs');
const { join, resolve } = require('node:path');
const { app } = require('electron');

// set by Electron's own default application too; code that reads its arguments depends on it
process.defaultApp = true;

const argument = process.argv.slice(1).find((text) => !text.startsWith('-'));
if (argument === undefined) {
  process.stdout.write(`Electron ${process.versions.electron}（Chromium ${process.versions.chrome}，Node.js ${process.versions.node}）\n`);
  process.stdout.write('用法：electron <应用文件夹> [参数]\n');
  process.exit(0);
}

const folder = resolve(argument);
const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
app.setName(manifest.productName ?? manifest.name);
if (typeof manifest.version === 'string') app.setVersion(manifest.version);
app.setAppPath(folder);
require(join(folder, manifest.main ?? 'index.js'));
