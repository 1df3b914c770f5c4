/**
 * The fonts that ship with the application, for machines that have none (shared/documents/font-port.ts). Whole files: which
 * characters a department's names need is not known beforehand. The SIL Open Font License asks that its text goes along.
 */
import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from './project.mjs';

/** name in dist/fonts/ → place in node_modules */
const files = {
  'NotoSerifSC-Regular.ttf': '@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf',
  'NotoSerifSC-Black.ttf': '@expo-google-fonts/noto-serif-sc/900Black/NotoSerifSC_900Black.ttf',
  'NotoSerifSC-LICENSE.txt': '@expo-google-fonts/noto-serif-sc/LICENSE_FONT',
  'NotoSansSC-Medium.ttf': '@expo-google-fonts/noto-sans-sc/500Medium/NotoSansSC_500Medium.ttf',
  'NotoSansSC-LICENSE.txt': '@expo-google-fonts/noto-sans-sc/LICENSE_FONT',
  'B612Mono-Regular.ttf': '@expo-google-fonts/b612-mono/400Regular/B612Mono_400Regular.ttf',
  'B612Mono-LICENSE.txt': '@expo-google-fonts/b612-mono/LICENSE_FONT',
};

/**
 * Where a shipped font lies before the application is built.
 * @param {string} file
 */
export function installedFont(file) {
  return join(projectRoot, 'node_modules', files[file] ?? file);
}

/** @param {string} folder */
export function copyBundledFonts(folder) {
  mkdirSync(folder, { recursive: true });
  for (const file of Object.keys(files)) copyFileSync(installedFont(file), join(folder, file));
}
