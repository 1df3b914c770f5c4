/** What liaison officers do with meetings again and again, for the end-to-end tests. */
import { expect } from '@playwright/test';
import type { WorkstationApp } from './workstation-app.ts';

export interface ItemInput {
  readonly title: string;
  readonly question: string;
  /** path of a file that goes along */
  readonly file?: string;
}

/** 办法 28(一): an item with what it is about. */
export async function addItem(app: WorkstationApp, { title, question, file }: ItemInput): Promise<void> {
  await app.id('meeting.items.add').click();
  await app.id('meeting.item.title').fill(title);
  await app.id('meeting.item.question').fill(question);
  if (file !== undefined) {
    await app.answerOpenDialog(file);
    await app.id('meeting.item.addAttachment').click();
    await expect(app.id('meeting.item.attachments')).toContainText(file.split('/').at(-1) ?? '');
  }
  await app.id('meeting.item.ok').click();
  await expect(app.id('meeting.item')).toHaveCount(0);
}

/** The date picker of the form of an arrangement. */
export async function setDate(app: WorkstationApp, day: string): Promise<void> {
  const field = app.page.locator('#meeting-date');
  await field.fill(day);
  await app.page.keyboard.press('Enter');
  await expect(field).toHaveValue(day);
}

/** What the page of a meeting offers as the next thing to do. */
export async function takeNext(app: WorkstationApp, next: string): Promise<void> {
  await expect(app.id('meeting.next')).toHaveAttribute('data-next', next);
  await app.id('meeting.next').click();
}

/** Sealed for those whom the dialog proposes; `name` begins its test ids. */
export async function packFrom(app: WorkstationApp, name: string, target: string): Promise<void> {
  // where packing is what comes next, it is the main button
  await app
    .id(`${name}.pack`)
    .or(app.page.locator(`[data-testid="${name}.next"][data-next="pack"]`))
    .click();
  await app.answerSaveDialog(target);
  await app.id(`${name}.pack.ok`).click();
  await expect(app.id(`${name}.packed`)).toBeVisible();
  await app.id(`${name}.packed.close`).click();
}

export async function openMeeting(app: WorkstationApp, title: string, show: 'coming' | 'held' | 'all' = 'all'): Promise<void> {
  await app.id('nav.meetings').click();
  await app.id('meetings.tab.meetings').click();
  await app.id(`meetings.show.${show}`).click();
  await app.page
    .getByTestId(/^meetings\.row\./)
    .filter({ hasText: title })
    .dblclick();
  await expect(app.id('meeting')).toContainText(title);
}

/** Types what follows without touching the mouse. */
export async function keys(app: WorkstationApp, ...steps: readonly (string | { readonly press: string })[]): Promise<void> {
  for (const step of steps) {
    if (typeof step === 'string') await app.page.keyboard.insertText(step);
    else await app.page.keyboard.press(step.press);
  }
}
