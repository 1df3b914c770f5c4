/** What a clerk does with letters again and again, for the end-to-end tests. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, type Locator } from '@playwright/test';
import { importCard } from './delivery-flow.ts';
import type { WorkstationApp } from './workstation-app.ts';

const run = promisify(execFile);

export const YEAR = new Date().getFullYear();

/** The cards of two windows go both ways and are compared, so that packages can be sealed. */
export async function swapCards(
  one: WorkstationApp,
  other: WorkstationApp,
  names: readonly [string, string],
  folder: string,
): Promise<void> {
  const [first, second] = [join(folder, '一.sgcard'), join(folder, '二.sgcard')];
  await saveOwnCard(one, first);
  await saveOwnCard(other, second);
  await importCard(one, second, names[1]);
  await importCard(other, first, names[0]);
}

async function saveOwnCard(app: WorkstationApp, path: string): Promise<void> {
  await app.go('directory');
  await app.answerSaveDialog(path);
  await app.id('directory.saveCard').click();
  await expect(app.id('key-papers.show')).toBeVisible();
}

/** A letter of one paragraph, so that what the checks say is what the test wrote. */
export async function onlyParagraph(app: WorkstationApp, words: string): Promise<Locator> {
  const removes = app.page.getByRole('button', { name: /^删除，第 \d+ 块/ });
  while ((await removes.count()) > 0) await removes.first().click();
  await app.id('letter-body.add.paragraph').click();
  const paragraph = app.id('letter-body-b0');
  await paragraph.fill(words);
  return paragraph;
}

/** Number, day and signer; ends on the page of the issued letter. */
export async function issueOpenDraft(app: WorkstationApp, signer: string, expected: string): Promise<void> {
  await app.id('letter.issue').click();
  await expect(app.id('letter.issue.number')).toHaveText(expected);
  await app.id('letter.issue.signer').fill(signer);
  await app.id('letter.issue.ok').click();
  await expect(app.id('letter.issued')).toBeVisible();
  await app.id('letter.issued.view').click();
  await expect(app.id('letter.facts')).toContainText(expected);
  await expect(app.id('letter.facts')).toContainText(signer);
}

/** Saves the open letter by the real buttons: `<path>.pdf` and `<path>.docx`. */
export async function savePaper(app: WorkstationApp, path: string): Promise<void> {
  for (const [button, file] of [
    ['letter.savePdf', `${path}.pdf`],
    ['letter.saveDocx', `${path}.docx`],
  ] as const) {
    await app.answerSaveDialog(file);
    await app.id(button).click();
    await expect(app.page.getByText(`已保存：${file.split('/').at(-1)}`)).toBeVisible();
  }
}

/** The PDF is whole and says it; the Word file is a ZIP whose document says it too. */
export async function expectPaperSays(path: string, ...words: readonly string[]): Promise<void> {
  await run('qpdf', ['--check', `${path}.pdf`]);
  const pdf = (await run('pdftotext', ['-layout', `${path}.pdf`, '-'])).stdout.replace(/\s/g, '');
  const document = (await run('unzip', ['-p', `${path}.docx`, 'word/document.xml'], { maxBuffer: 64 * 1024 * 1024 })).stdout;
  const docx = document.replace(/<[^>]+>/g, '').replace(/\s/g, '');
  for (const word of words) {
    expect(pdf).toContain(word);
    expect(docx).toContain(word);
  }
}

/** Sealed for those whom the letter names, as the dialog proposes. */
export async function packLetter(app: WorkstationApp, target: string): Promise<void> {
  await app.id('letter.pack').click();
  await app.answerSaveDialog(target);
  await app.id('letter.pack.ok').click();
  await expect(app.id('letter.packed')).toBeVisible();
  await app.id('letter.packed.close').click();
  await expect(app.id('letter.facts')).toContainText('已装入数据包');
}

/** Takes a package in and follows the button to what came. */
export async function importAndFollow(app: WorkstationApp, path: string): Promise<void> {
  await app.go('packages');
  await app.answerOpenDialog(path);
  await app.id('packages.import').click();
  await app.id('packages.doImport').click();
  await expect(app.id('packages.imported')).toBeVisible();
  await app.id('packages.afterImport').click();
}
