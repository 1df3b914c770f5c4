/**
 * Writes shared/crypto/sm4-gcm.generated.ts: the WebAssembly module compiled from shared/crypto/wasm/sm4-gcm.as, as base64.
 * Run by hand (`npm run wasm`) when the source or the compiler changes; the result is committed, so that building the
 * application needs no compiler, and a unit test compiles the source again and compares.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isMain, projectRoot, runScript, ScriptFailure, say } from './project.mjs';

/** AssemblyScript looks like TypeScript but isn't; under its own extension nothing takes it for that */
const SOURCE = 'shared/crypto/wasm/sm4-gcm.as';
/** the name under which the compiler, which knows `.ts` only, asks for it */
const ENTRY = 'sm4-gcm.ts';
const RESULT = 'sm4-gcm.wasm';
export const generatedFile = join(projectRoot, 'shared/crypto/sm4-gcm.generated.ts');
/** no runtime: the module has one fixed memory and allocates nothing */
const OPTIONS = ['--runtime', 'stub', '--enable', 'simd', '-O3', '--converge', '--noAssert'];
const CHARACTERS_PER_LINE = 120;

/**
 * The module's bytes; the same source and compiler give the same bytes.
 * @returns {Promise<Buffer>}
 * @throws {ScriptFailure} with the compiler's messages
 */
export async function compileWasm() {
  const { default: compiler } = await import('assemblyscript/asc');
  const source = readFileSync(join(projectRoot, SOURCE), 'utf8');
  let bytes;
  const { error, stderr } = await compiler.main([ENTRY, ...OPTIONS, '--outFile', RESULT], {
    readFile: (name) => (name === ENTRY ? source : null),
    writeFile: (name, content) => {
      if (name === RESULT) bytes = Buffer.from(content);
    },
    listFiles: () => [],
  });
  if (error || !bytes) throw new ScriptFailure(`没有编译成功：${SOURCE}\n${stderr.toString()}`);
  return bytes;
}

/** @param {Buffer} bytes of the module */
export function generatedSource(bytes) {
  const lines = bytes.toString('base64').match(new RegExp(`.{1,${CHARACTERS_PER_LINE}}`, 'g')) ?? [];
  return [
    `// Written by build/wasm.mjs from ${SOURCE}. Do not edit.`,
    '',
    `/** The WebAssembly module, ${bytes.length} bytes, as base64. */`,
    'export const SM4_GCM_MODULE = [',
    ...lines.map((line) => `  '${line}',`),
    "].join('');",
    '',
  ].join('\n');
}

if (isMain(import.meta.url)) {
  await runScript(async () => {
    const bytes = await compileWasm();
    writeFileSync(generatedFile, generatedSource(bytes));
    say('生成', `${SOURCE}：${bytes.length} 字节`);
    return 0;
  });
}
