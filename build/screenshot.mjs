/** `npm run screenshot -- a.png [:99]`: a picture of the virtual display that `npm start` opened on a machine without a screen. */
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { runningDisplays, xwdToPng } from './display.mjs';
import { isMain, runScript, ScriptFailure, say } from './project.mjs';

/** @param {readonly string[]} argv */
function main(argv) {
  const wanted = argv.find((text) => text.startsWith(':'));
  const target = resolve(process.env.INIT_CWD ?? '.', argv.find((text) => text.endsWith('.png')) ?? 'screenshot.png');
  const screen = runningDisplays()
    .filter(({ display }) => wanted === undefined || display === wanted)
    .at(-1);
  if (screen === undefined) {
    throw new ScriptFailure('没有正在运行的虚拟显示器。请先在没有显示器的机器上运行 npm start；有显示器时请用系统自带的截图工具。');
  }
  writeFileSync(target, xwdToPng(readFileSync(screen.picture)));
  say('截图', `虚拟显示器 ${screen.display} 的画面已存为 ${target}`);
}

if (isMain(import.meta.url)) await runScript(async () => main(process.argv.slice(2)));
