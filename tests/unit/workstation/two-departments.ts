import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ApprovalDraft } from '#shared/domain/approval.ts';
import { makeUscc } from '#shared/domain/codes.ts';
import type { Department } from '#shared/domain/department.ts';
import {
  type ApprovalQuery,
  EMPTY_QUERY,
  type OpenedCard,
  type OpenedPackage,
  type PackageOutput,
  type PackageRow,
} from '#shared/workstation/api.ts';
import { MemorySegmentStore, type NodeWorkstation, openNodeWorkstation, required } from '../../../build/node-workstation.ts';

export const SENDER: Department = {
  uscc: makeUscc('11', '370800', 'MB000001'),
  name: '高新区行政审批服务局',
  roles: ['approval'],
  address: '海川路9号',
  telephone: '0537-0000001',
  documentCode: '济高新审',
};
export const RECIPIENT: Department = {
  ...SENDER,
  uscc: makeUscc('11', '370800', 'MB000002'),
  name: '高新区市场监督管理局',
  roles: ['supervision'],
};

export const ALL: ApprovalQuery = { ...EMPTY_QUERY, sort: { field: 'decisionNumber', order: 'ascending' } };

export function draft(number: number, changes: ApprovalDraft = {}): ApprovalDraft {
  return {
    matter: '食品经营许可',
    decisionNumber: `济高新审〔2026〕${number}号`,
    counterpartName: `济宁测试商贸${number}有限公司`,
    uscc: makeUscc('91', '370800', `MA${String(number).padStart(6, '0')}`),
    contact: '0537-0000002',
    address: '济宁高新区柳行街道',
    decidedOn: '2026-11-02',
    validFrom: '2026-11-02',
    validTo: '2031-11-01',
    content: '热食类食品制售',
    category: '普通',
    approvedBy: SENDER.name,
    ...changes,
  };
}

export function table(rows: readonly ApprovalDraft[]): string {
  const columns: readonly (readonly [string, keyof ApprovalDraft])[] = [
    ['事项名称', 'matter'],
    ['行政许可决定文书号', 'decisionNumber'],
    ['行政相对人名称', 'counterpartName'],
    ['统一社会信用代码', 'uscc'],
    ['联系方式', 'contact'],
    ['地址', 'address'],
    ['许可决定日期', 'decidedOn'],
    ['有效期自', 'validFrom'],
    ['有效期至', 'validTo'],
    ['许可内容', 'content'],
    ['许可类别', 'category'],
    ['许可机关', 'approvedBy'],
  ];
  const lines = [columns.map(([title]) => title), ...rows.map((row) => columns.map(([, field]) => row[field] ?? ''))];
  return lines.map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\r\n');
}

/** Hands a computer's card to another one; with `against`, the key is confirmed. */
export async function takeCard(
  from: NodeWorkstation,
  to: NodeWorkstation,
  path: string,
  against = '与密钥确认单逐组核对',
): Promise<OpenedCard> {
  required(await from.workstation.saveOwnCard({ token: from.target(path).token }));
  const chosen = await to.choose(path);
  const card = required(await to.workstation.openCard({ token: chosen.token, fileName: chosen.name, size: chosen.size }));
  required(await to.workstation.acceptCard({ openId: card.openId, ...(against === '' ? {} : { against }) }));
  return card;
}

/** Two departments on one machine, each with a profile of its own, and a clock that the test moves. */
export class TwoDepartments {
  now = new Date('2026-11-23T02:00:00.000Z');
  sender!: NodeWorkstation;
  recipient!: NodeWorkstation;
  /** both copies of a ledger are there again after a restart */
  readonly #stores = new Map<string, MemorySegmentStore>();

  private constructor(readonly directory: string) {}

  static async create(): Promise<TwoDepartments> {
    const two = new TwoDepartments(await mkdtemp(join(tmpdir(), 'two-departments-')));
    two.sender = await two.#open('sender', SENDER);
    two.recipient = await two.#open('recipient', RECIPIENT);
    await takeCard(two.recipient, two.sender, two.path('recipient.sgcard'));
    return two;
  }

  #open(folder: string, department: Department): Promise<NodeWorkstation> {
    const directory = join(this.directory, folder);
    const store = this.#stores.get(folder) ?? new MemorySegmentStore();
    this.#stores.set(folder, store);
    return openNodeWorkstation({ directory, department, operator: '王经办', passphrase: '测试口令-2026', now: () => this.now, store });
  }

  async restart(which: 'sender' | 'recipient'): Promise<void> {
    await this[which].close();
    this[which] = await this.#open(which, which === 'sender' ? SENDER : RECIPIENT);
  }

  path(name: string): string {
    return join(this.directory, name);
  }

  async record(...drafts: readonly ApprovalDraft[]): Promise<string[]> {
    const ids: string[] = [];
    for (const each of drafts) ids.push(required(await this.sender.workstation.recordApproval({ draft: each, attachments: [] })).recordId);
    return ids;
  }

  async push(records: readonly string[], name = 'push.sgxe', options: Partial<PackageOutput> = {}): Promise<PackageRow> {
    const { token } = this.sender.target(this.path(name));
    const input = { jobId: 'push', token, recipients: [RECIPIENT.uscc], records, title: '', ...options };
    const [row] = required(await this.sender.workstation.exportPackage(input));
    if (!row) throw new Error('no row');
    return row;
  }

  async open(at: NodeWorkstation, name: string) {
    const chosen = await at.choose(this.path(name));
    return at.workstation.openPackage({ jobId: 'open', token: chosen.token, fileName: chosen.name, size: chosen.size });
  }

  /** Opens, confirms the key when it is new, imports. */
  async take(at: NodeWorkstation, name: string): Promise<OpenedPackage & { readonly appended: number }> {
    const opened = required(await this.open(at, name));
    if (opened.trust === 'unknown') {
      required(await at.workstation.confirmKey({ departmentId: opened.senderId, openId: opened.openId, against: '与李联络员电话核对' }));
    }
    const { appended } = required(await at.workstation.importPackage({ jobId: 'import', openId: opened.openId }));
    return { ...opened, appended };
  }

  async receipt(name = 'receipt.sgxe'): Promise<PackageRow> {
    const { token } = this.recipient.target(this.path(name));
    return required(await this.recipient.workstation.exportReceipt({ jobId: 'receipt', token, recipient: SENDER.uscc }));
  }

  async rows(at: NodeWorkstation, query: Partial<ApprovalQuery> = {}) {
    required(await at.workstation.queryApprovals({ ...ALL, ...query }));
    return required(await at.workstation.approvalPage(0, 1000));
  }

  async openTable(content: string | Uint8Array, name = '导出.csv', jobId = 'table') {
    await writeFile(this.path(name), content);
    const chosen = await this.sender.choose(this.path(name));
    return this.sender.workstation.openTable({ jobId, token: chosen.token, fileName: name, size: chosen.size });
  }

  async remove(): Promise<void> {
    await this.sender.close();
    await this.recipient.close();
    await rm(this.directory, { recursive: true, force: true });
  }
}
