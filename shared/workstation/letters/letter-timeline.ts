/** A letter's history as people read it: drafted, issued, put into packages, received, checked, answered. */
import { formatDocumentNumber } from '#shared/domain/document-number.ts';
import { letterTitle } from '#shared/domain/letter.ts';
import type { Entry } from '#shared/ledger/entry.ts';
import type { LetterState } from '#shared/ledger/letter-register.ts';
import type { TimelineItem } from '../api.ts';
import { type Context, departmentName, localTime } from '../context.ts';

interface Told {
  /** what it is sorted by */
  readonly entry: Pick<Entry, 'at' | 'id'> & Entry;
  readonly item: TimelineItem;
}

export function letterTimeline(context: Context, letter: LetterState): Told[] {
  const told: Told[] = [];
  const tell = (entry: Entry | undefined, title: string, ...details: readonly string[]) => {
    if (entry) told.push({ entry, item: itemOf(context, entry, title, details) });
  };
  tell(letter.drafted, '最后一次修改草稿');
  tell(letter.state === 'discarded' ? letter.discarded : undefined, '放弃草稿', letter.discarded?.payload.reason ?? '');
  for (const [index, entry] of [letter.issued, ...letter.again].entries()) {
    if (!entry) continue;
    const { number, signer, content } = entry.payload;
    const title = index > 0 ? '另一台电脑再次签发' : letter.own ? '签发' : '对方签发';
    tell(entry, title, formatDocumentNumber(number), `签发人：${signer}`, `成文日期：${content.date ?? ''}`);
  }
  const { registered } = letter;
  tell(registered, '登记来函', `${registered?.payload.receivedOn ?? ''} 收到`, registered?.payload.summary ?? '');
  for (const { payload, ...entry } of letter.checked) {
    const missing = payload.items.filter(({ state }) => state !== 'complete').length;
    const result = missing === 0 ? '逐项核收无误' : `${missing} 项与清单不符`;
    tell({ ...entry, payload } as Entry, '核收移送的案卷', `${payload.receivedOn} ${payload.receivedBy} 签收`, result, payload.note);
  }
  return told;
}

function itemOf(context: Context, entry: Entry, title: string, details: readonly string[]): TimelineItem {
  return {
    entryId: entry.id,
    at: localTime(entry.at),
    title,
    actor: `${departmentName(context, entry.actor.departmentId)} ${entry.actor.operator}`,
    details: details.filter((detail) => detail !== ''),
    changes: [],
  };
}

/** Title and number, as letters are named in sentences. */
export function nameOf(letter: LetterState): string {
  const title = letter.issued?.payload.content.title ?? letter.drafted?.payload.content.title ?? letter.registered?.payload.title ?? '';
  const number = letter.issued ? formatDocumentNumber(letter.issued.payload.number) : (letter.registered?.payload.number ?? '');
  return `“${letterTitle(title)}”${number === '' ? '' : `（${number}）`}`;
}
