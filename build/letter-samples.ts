/**
 * The letters of `npm run samples`: every template once, as clerks of the two demo departments write, issue and answer them with
 * the methods of the application; one letter of more than ten pages; and a case file handed over, received and confirmed.
 */
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sheetPdf, titleLine } from '#shared/documents/sheet-parts.ts';
import { COUNTERPART_KIND_LABELS } from '#shared/domain/counterpart.ts';
import { addDays, todayIn } from '#shared/domain/dates.ts';
import type { LetterKind } from '#shared/domain/letter.ts';
import { type ApprovalRow, EMPTY_QUERY, type NewAttachment } from '#shared/workstation/api.ts';
import { DEMO_DEPARTMENTS } from '#shared/workstation/demo/demo-departments.ts';
import type { LetterRow } from '#shared/workstation/letters/letters-api.ts';
import { Clerk, type Fills } from './letter-sample-clerk.ts';
import { LETTER_FILES, LETTER_FOLDER, LONG_LETTER_FILES, TRANSFER_FILES, TRANSFER_FOLDER } from './letter-sample-names.ts';
import * as texts from './letter-sample-texts.ts';
import { longLetterContent } from './long-letter-sample.ts';
import { bundledFonts, type NodeWorkstation, required } from './node-workstation.ts';

const { approval: APPROVAL, market: MARKET, emergency, ecology, ...OTHERS } = DEMO_DEPARTMENTS;
const FOOD = '食品经营许可';
/** lines of the long letter's tables */
const LONG_ROWS = 40;

/** Both departments' sides of the letters, on one day. */
class LetterSamples {
  readonly #findings: ReturnType<typeof texts.findings>;

  constructor(
    private readonly approval: Clerk,
    private readonly market: Clerk,
    private readonly today: string,
    private readonly now: Date,
    /** for evidence and packages that aren't samples themselves */
    private readonly scratch: string,
  ) {
    this.#findings = texts.findings(today);
  }

  async write(): Promise<void> {
    const pushed = await this.#pushed();
    // Businesses of the story that have one licence each; the samples tell something else about each of them.
    const businesses = [...new Map(pushed.filter(isRestaurant).map((row) => [row.counterpartName, row])).values()];
    await this.#writePushes(pushed);
    const [suspended, moved, unsafe, forged, closed, kept, promised, revoked] = businesses;
    await this.#writeFinding('supervisionPush', suspended);
    await this.#writeFinding('changeNotice', moved);
    await this.#writeFinding('withdrawNotice', unsafe);
    const notice = await this.#writeFinding('revokeNotice', forged);
    await this.#writeFinding('cancelNotice', closed);
    await this.#writeFinding('keepNotice', kept);
    await this.#writeFinding('commitmentBreach', promised);
    await this.#writeDecision(notice, forged);
    await this.#writeInquiry();
    await this.#writeLiaison();
    await this.#writeLongLetter(pushed);
    await this.#writeTransfer(revoked);
  }

  /** What the approving side pushed to the other and to nobody else, and nobody disputes; the oldest first: the story goes on with them least. */
  async #pushed(): Promise<readonly ApprovalRow[]> {
    const { workstation } = this.approval.at;
    const query = {
      ...EMPTY_QUERY,
      direction: 'own',
      recipients: [MARKET.uscc],
      sort: { field: 'decidedOn', order: 'ascending' },
    } as const;
    required(await workstation.queryApprovals(query));
    const disputed = new Set(required(await workstation.conflicts()).map(({ recordId }) => recordId));
    const known = new Set(await this.#received());
    const rows = required(await workstation.approvalPage(0, 1000));
    return rows.filter(({ recordId, recipientName }) => recipientName === MARKET.name && !disputed.has(recordId) && known.has(recordId));
  }

  async #received(): Promise<readonly string[]> {
    const { workstation } = this.market.at;
    required(await workstation.queryApprovals({ ...EMPTY_QUERY, direction: 'received' }));
    return required(await workstation.approvalIds());
  }

  /** 办法 20: several matters in one letter, one of a natural person, whose number stands there in full. */
  async #writePushes(pushed: readonly ApprovalRow[]): Promise<void> {
    const persons = pushed.filter(({ counterpartKind }) => counterpartKind === COUNTERPART_KIND_LABELS.person);
    const matters = [...new Map(pushed.map((row) => [row.matter, row])).values()];
    const rows = [...matters, ...persons.slice(0, 1), ...pushed].map(({ recordId }) => recordId);
    const about = [...new Set(rows)].slice(0, 6);
    await this.approval.issue(await this.approval.begin({ kind: 'approvalPush', about }), {}, LETTER_FILES.approvalPush);
  }

  /** 办法 21(二), 21(三), 24(二): recorded with its evidence, then told by letter. */
  async #writeFinding(kind: Exclude<texts.FindingKey, 'caseTransfer'>, about: ApprovalRow | undefined): Promise<LetterRow> {
    const draft = await this.market.begin({ kind, about: [await this.#record(kind, about)] });
    return this.market.issue(draft, texts.REVIEW_FILLS[kind], LETTER_FILES[kind]);
  }

  async #record(key: texts.FindingKey, about: ApprovalRow | undefined): Promise<string> {
    if (!about) throw new Error('the story has too few businesses');
    const { draft, evidence } = this.#findings[key];
    const { workstation } = this.market.at;
    const attachments: NewAttachment[] = [];
    for (const [name, text] of evidence) attachments.push(await this.#evidence(`${about.counterpartName}${name}`, text));
    const counterpart = {
      ...{ counterpartName: about.counterpartName, counterpartKind: about.counterpartKind, uscc: about.identity },
      ...{ contact: about.contact, address: about.address, madeBy: MARKET.name },
    };
    const input = { draft: { ...counterpart, ...draft }, approvals: [about.recordId], attachments };
    return required(await workstation.recordSupervision({ ...input, acceptedReason: '与许可证件核对无误' })).recordId;
  }

  async #evidence(name: string, text: string): Promise<NewAttachment> {
    const content = () => [
      titleLine(name, '样例：人员和事实均为虚构'),
      { text, lineHeight: 1.6, margin: [0, 12, 0, 0] as [number, number, number, number] },
    ];
    const bytes = required(await sheetPdf({ title: name, author: MARKET.name, created: this.now, content }, bundledFonts()));
    const path = join(this.scratch, `${name}.pdf`);
    await writeFile(path, bytes);
    const { token, size } = await this.market.at.choose(path);
    return { token, name: `${name}.pdf`, size };
  }

  /** 办法 21(三): received, examined, heard, decided, told; then 34, for the penalty. */
  async #writeDecision(notice: LetterRow, about: ApprovalRow | undefined): Promise<void> {
    await this.market.send([notice.letterId], this.approval, join(this.scratch, 'notice.sgxe'));
    const { workstation } = this.approval.at;
    const step = { reviewId: notice.letterId, on: this.today };
    required(await workstation.stepReview({ ...step, step: 'received', note: '' }));
    required(await workstation.stepReview({ ...step, step: 'evidenceReviewed', note: '证明材料真实、完整' }));
    required(await workstation.stepReview({ ...step, step: 'heard', note: '应当依法撤销', persons: '市场监督管理局审管协调科' }));
    required(await workstation.stepReview({ ...step, step: 'meeting', note: '', persons: '行政审批服务局、市场监督管理局' }));
    required(await workstation.stepReview({ ...step, step: 'decided', note: texts.DECISION_REASONS, act: 'revoke' }));
    const { letterId } = required(await workstation.beginDecisionLetter(notice.letterId));
    const decision = await this.approval.issue(await this.approval.draft(letterId), texts.DECISION_FILLS, LETTER_FILES.decisionNotice);
    required(await workstation.stepReview({ ...step, step: 'notified', note: '', letterId: decision.letterId }));
    await this.#write('penaltyProposal', about ? [about.recordId] : [], texts.penaltyFills(this.today));
  }

  async #write(kind: LetterKind, about: readonly string[], fills: Fills, by = this.approval): Promise<LetterRow> {
    const draft = await by.begin({ kind, about });
    const addressed = draft.content.recipients.length > 0 ? draft : by.addressed(draft, [by === this.approval ? MARKET : APPROVAL]);
    return by.issue(addressed, fills, LETTER_FILES[kind]);
  }

  /** 办法 25: asked by one side, answered by the other, title first, then number. */
  async #writeInquiry(): Promise<void> {
    const dueOn = addDays(this.today, 14);
    const draft = this.approval.addressed(await this.approval.begin({ kind: 'inquiry', about: [] }), [MARKET]);
    const asked = await this.approval.issue({ ...draft, dueOn }, texts.inquiryFills(dueOn), LETTER_FILES.inquiry);
    await this.approval.send([asked.letterId], this.market, join(this.scratch, 'inquiry.sgxe'));
    const { letterId, title, number } = asked;
    const answers = { letterId, from: APPROVAL.name, title, number };
    await this.market.issue(await this.market.begin({ kind: 'reply', about: [], answers }), texts.REPLY_FILLS, LETTER_FILES.reply);
  }

  async #writeLiaison(): Promise<void> {
    const [day, dueOn] = [addDays(this.today, 10), addDays(this.today, 4)];
    const list = this.market.addressed(await this.market.begin({ kind: 'expertList', about: [] }), [APPROVAL]);
    const enclosures = [...list.content.enclosures, { title: '特定资质机构名单', blocks: [texts.institutionTable] }];
    const withBoth = { ...list, content: { ...list.content, enclosures } };
    await this.market.issue(withBoth, texts.EXPERT_FILLS, LETTER_FILES.expertList);
    await this.#write('liaisonFiling', [], texts.LIAISON_FILLS, this.market);
    await this.#write('other', [], texts.OTHER_FILLS, this.market);
    const invited = await this.approval.begin({ kind: 'inspectionInvitation', about: [] });
    const three = this.approval.addressed(invited, [MARKET, emergency, ecology]);
    await this.approval.issue(three, texts.inspectionFills(day, dueOn), LETTER_FILES.inspectionInvitation);
    const called = await this.approval.begin({ kind: 'meetingNotice', about: [] });
    const all = this.approval.addressed(called, [MARKET, emergency, ecology, ...Object.values(OTHERS)]);
    await this.approval.issue(all, texts.meetingFills(day, dueOn), LETTER_FILES.meetingNotice);
  }

  async #writeLongLetter(pushed: readonly ApprovalRow[]): Promise<void> {
    const rows = pushed.filter(({ matter }) => matter === FOOD).slice(0, LONG_ROWS);
    const draft = await this.market.begin({ kind: 'other', about: rows.map(({ recordId }) => recordId) });
    const content = longLetterContent(draft.content, rows);
    await this.market.issue({ ...draft, content }, {}, LONG_LETTER_FILES);
  }

  /** 办法 21(二): letter, list, files in one package; confirmed page by page; the word comes back in the receipt. */
  async #writeTransfer(about: ApprovalRow | undefined): Promise<void> {
    const recordId = await this.#record('caseTransfer', about);
    const market = this.market.at.workstation;
    const input = { records: [recordId], files: [], recipientId: APPROVAL.uscc, reason: texts.TRANSFER_REASON };
    const { letterId } = required(await market.beginTransfer(input));
    const { items } = required(await market.transferDetail(letterId));
    const day = addDays(this.today, -5);
    const listed = items.map((item, index) => (index === 0 ? { ...item, pages: 4 } : { ...item, author: MARKET.name, date: day }));
    required(await market.setTransferItems({ letterId, items: listed }));
    await this.market.issue(await this.market.draft(letterId), {}, LETTER_FILES.caseTransfer);
    required(await market.saveDeliveryReceipt({ letterId, token: this.market.token(TRANSFER_FILES.blankReceipt) }));
    await this.market.send([letterId], this.approval, TRANSFER_FILES.package);
    await this.#confirm(letterId);
    await this.market.take(TRANSFER_FILES.receipt);
    required(await market.saveDeliveryReceipt({ letterId, token: this.market.token(TRANSFER_FILES.checkedReceipt) }));
  }

  async #confirm(letterId: string): Promise<void> {
    const { workstation } = this.approval.at;
    const { items } = required(await workstation.transferDetail(letterId));
    const found = items.map(({ pages }, index) =>
      index === 0
        ? ({ index, state: 'pagesDiffer', pages: pages - 1, note: '缺第4页' } as const)
        : ({ index, state: 'complete', pages, note: '' } as const),
    );
    const by = { receivedBy: '岑见禾', receivedOn: this.today, note: '请补送行政处罚决定书第4页。' };
    required(await workstation.checkTransfer({ letterId, items: found, ...by }));
    const token = this.approval.token(TRANSFER_FILES.receipt);
    required(await workstation.exportReceipt({ jobId: 'receipt', token, recipient: MARKET.uscc }));
  }
}

function isRestaurant({ matter, content, counterpartKind }: ApprovalRow): boolean {
  return matter === FOOD && counterpartKind !== COUNTERPART_KIND_LABELS.person && content.includes('餐饮服务经营者');
}

/** Writes both folders into `directory`. */
export async function writeLetterSamples(
  approval: NodeWorkstation,
  market: NodeWorkstation,
  directory: string,
  profiles: string,
  now: Date,
): Promise<void> {
  for (const folder of [LETTER_FOLDER, TRANSFER_FOLDER]) await mkdir(join(directory, folder), { recursive: true });
  const today = todayIn('Asia/Shanghai', now);
  const clerks = [
    new Clerk(approval, APPROVAL, '温行远', today, directory),
    new Clerk(market, MARKET, '贺守恒', today, directory),
  ] as const;
  for (const clerk of clerks) await clerk.reserveNumbers();
  const scratch = await mkdtemp(join(profiles, 'letters-'));
  await new LetterSamples(...clerks, today, now, scratch).write();
}
