/** A clerk who writes letters with the methods of the application: begins, completes what the template leaves open, issues, saves, sends. */
import { resolve } from 'node:path';
import type { Department } from '#shared/domain/department.ts';
import type { LetterBlock, LetterContent } from '#shared/domain/letter.ts';
import { addressOf } from '#shared/domain/letter-template-parts.ts';
import type { LetterDraftInput, LetterRow } from '#shared/workstation/letters/letters-api.ts';
import type { LetterFiles } from './letter-sample-names.ts';
import { type NodeWorkstation, required } from './node-workstation.ts';

/** What the clerk writes over 〔……〕 or other words of the draft: text, or blocks in place of the whole paragraph. */
export type Fills = Readonly<Record<string, string | readonly LetterBlock[]>>;

/** Throws when the draft doesn't have the words: then the template has changed, and the sample would say something else. */
export function complete(content: LetterContent, fills: Fills): LetterContent {
  const whole = JSON.stringify(content);
  for (const words of Object.keys(fills)) if (!whole.includes(words)) throw new Error(`the draft does not have ${words}: ${whole}`);
  const text = (old: string) =>
    Object.entries(fills).reduce((result, [words, by]) => (typeof by === 'string' ? result.replaceAll(words, by) : result), old);
  const block = (old: LetterBlock): readonly LetterBlock[] => {
    if (old.type === 'table') return [{ ...old, rows: old.rows.map((row) => row.map(text)) }];
    const blocks = Object.entries(fills).find(([words, by]) => typeof by !== 'string' && old.text.includes(words))?.[1];
    return typeof blocks === 'object' ? blocks : [{ ...old, text: text(old.text) }];
  };
  return {
    ...content,
    title: text(content.title),
    body: content.body.flatMap(block),
    enclosures: content.enclosures.map((enclosure) => ({
      ...enclosure,
      title: text(enclosure.title),
      blocks: enclosure.blocks.flatMap(block),
    })),
    annotation: text(content.annotation),
  };
}

const UNADDRESSED = addressOf([]);

export class Clerk {
  constructor(
    readonly at: NodeWorkstation,
    readonly department: Department,
    /** 签发人 */
    private readonly signer: string,
    /** 成文日期 */
    private readonly today: string,
    private readonly folder: string,
  ) {}

  path(name: string): string {
    return resolve(this.folder, name);
  }

  token(name: string): string {
    return this.at.target(this.path(name)).token;
  }

  private get code(): string {
    return `${this.department.documentCode}函`;
  }

  /** A department with a second computer counts in a range of its own. */
  async reserveNumbers(): Promise<void> {
    const { workstation } = this.at;
    const year = Number(this.today.slice(0, 4));
    const row = required(await workstation.numberRegister()).find((each) => each.code === this.code && each.year === year);
    if (!row || row.next !== undefined || !row.proposed) return;
    required(await workstation.reserveNumbers({ code: this.code, year, ...row.proposed, own: true }));
  }

  async begin(input: Parameters<NodeWorkstation['workstation']['beginLetter']>[0]): Promise<LetterDraftInput> {
    return required(await this.at.workstation.beginLetter(input));
  }

  /** The draft as it is in the ledger: for those that other methods begin. */
  async draft(letterId: string): Promise<LetterDraftInput> {
    const { content, about, recipientIds, transfer } = required(await this.at.workstation.letterDetail(letterId));
    if (!content) throw new Error('no draft');
    return { letterId, content, about: about.map(({ recordId }) => recordId), recipientIds, transfer };
  }

  /** 主送 chosen from the directory; a draft that was begun before says 你单位. */
  addressed(draft: LetterDraftInput, to: readonly Department[]): LetterDraftInput {
    const recipients = to.map(({ name }) => name);
    const content = JSON.stringify(draft.content).includes(UNADDRESSED)
      ? complete(draft.content, { [UNADDRESSED]: addressOf(recipients) })
      : draft.content;
    return { ...draft, content: { ...content, recipients }, recipientIds: to.map(({ uscc }) => uscc) };
  }

  /** Saves the completed draft, issues it and writes both files. What the checks would keep in is refused here too. */
  async issue(draft: LetterDraftInput, fills: Fills, files: LetterFiles): Promise<LetterRow> {
    const { workstation } = this.at;
    const content = complete(draft.content, fills);
    required(await workstation.saveDraft({ ...draft, content }));
    const { letterId } = draft;
    const row = required(await workstation.issueLetter({ letterId, code: this.code, date: this.today, signer: this.signer }));
    required(await workstation.saveLetterPdf({ letterId, token: this.token(files.pdf) }));
    required(await workstation.saveLetterDocx({ letterId, token: this.token(files.docx) }));
    return row;
  }

  async send(letters: readonly string[], to: Clerk, name: string): Promise<void> {
    const input = { jobId: 'letters', token: this.token(name), recipients: [to.department.uscc], letters, title: '' };
    required(await this.at.workstation.exportLetters(input));
    await to.take(name);
  }

  async take(name: string): Promise<void> {
    const chosen = await this.at.choose(this.path(name));
    const { workstation } = this.at;
    const { openId } = required(
      await workstation.openPackage({ jobId: 'open', token: chosen.token, fileName: chosen.name, size: chosen.size }),
    );
    required(await workstation.importPackage({ jobId: 'import', openId }));
    await workstation.closePackage(openId);
  }
}
