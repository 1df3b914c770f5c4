/**
 * 交接单: goes along with the medium when approvals are pushed offline (办法 20(一): 采取线下方式推送). Both sides sign that
 * this file changed hands; the digest says which file it was, and anyone can check it with common tools.
 */
import type { Content } from 'pdfmake/interfaces';
import type { Result } from '#shared/domain/result.ts';
import type { FontPort } from './font-port.ts';
import {
  dateLine,
  type Fact,
  factTable,
  fitText,
  heading,
  hexGroups,
  qrCode,
  ruledTable,
  sheetPdf,
  signatureLine,
  TEXT_WIDTH,
  tickBoxes,
  titleLine,
} from './sheet-parts.ts';

export interface SheetDepartment {
  readonly name: string;
  readonly uscc: string;
}

export interface HandoverSheetInput {
  readonly packageId: string;
  readonly title: string;
  /** 审批信息推送, 回执 … as the application calls it */
  readonly purpose: string;
  /** 第 n 包, per sender and recipient; absent where there are several recipients */
  readonly sequence: number | undefined;
  /** as it shall be read, local time, e.g. 2026-11-26 10:30 */
  readonly created: string;
  readonly records: number;
  readonly attachments: number;
  readonly fileName: string;
  /** bytes */
  readonly fileSize: number;
  /** SM3 of the file, 64 hex digits */
  readonly fileSm3: string;
  /** encrypted for its recipients */
  readonly sealed: boolean;
  /** SM3 of the sender's public key, 64 hex digits, with or without spaces */
  readonly signerFingerprint: string;
  readonly sender: SheetDepartment;
  readonly recipients: readonly SheetDepartment[];
  /** the caller's clock */
  readonly now: Date;
}

const TITLE = '数据包交接单';
/** 济高新管办字〔2023〕2号 */
const EXPLANATION = '依据《济宁高新区行政审批与监管协调联动实施办法》第二十条线下推送，一式两份，双方各执一份。';
const SEALED = '已加密封装，只有下列接收部门能打开';
const NOT_SEALED = '未加密！内有个人信息，请专人专送，用后清除';
const CHECK = '核对摘要：在文件所在的文件夹运行 openssl dgst -sm3 文件名，结果应与上面逐组相同（导入时会自动核对）。';
const CLAIM = '应于接收后 3 个工作日内认领';
const QR_SIDE = 90;
const MOST_NAMED = 6;

/** One A4 page whatever the input. Fails when a digest isn't one or no font can be had. */
export async function handoverSheetPdf(input: HandoverSheetInput, fonts: FontPort): Promise<Result<Uint8Array>> {
  const sm3 = hexGroups(input.fileSm3, 'lower');
  if (!sm3.ok) return sm3;
  const signer = hexGroups(input.signerFingerprint, 'upper');
  if (!signer.ok) return signer;
  const content = (room: number): Content => [
    titleLine(TITLE, EXPLANATION),
    factTable(packageFacts(input)),
    heading('文件'),
    fileTable(input, sm3.value),
    { text: CHECK, fontSize: 9, margin: [0, 4, 0, 0] },
    heading('移交与接收'),
    factTable([
      { label: '移交部门', value: named(input.sender), lines: 4 },
      { label: '签名密钥指纹', value: groupLines(signer.value, 8), isCode: true },
      recipientFact(input.recipients),
      { label: '介质', value: tickBoxes(['U 盘', '光盘', '内网', '其他：________']) },
    ]),
    { text: '', fontSize: 2, margin: [0, 0, 0, room] },
    signatures(room),
  ];
  const title = `${TITLE}（${input.title}）`;
  return sheetPdf({ title, author: input.sender.name, created: input.now, content }, fonts);
}

function packageFacts(input: HandoverSheetInput): readonly Fact[] {
  const sequence = input.sequence === undefined ? '' : `　第 ${input.sequence} 包`;
  return [
    { label: '数据包名称', value: input.title, lines: 2 },
    { label: '数据包编号', value: input.packageId, isCode: true },
    { label: '用途与序号', value: `${input.purpose}${sequence}` },
    { label: '生成时间', value: input.created },
    { label: '内容', value: `${thousands(input.records)} 条记录，${thousands(input.attachments)} 个附件` },
  ];
}

/** The digest in groups, with a code for a scanner beside it. */
function fileTable(input: HandoverSheetInput, groups: readonly string[]): Content {
  const qr = qrCode(`SGPKG:${input.packageId}:${groups.join('')}`, QR_SIDE);
  const width = TEXT_WIDTH - 170;
  const left: Content = [
    { text: [{ text: '文件名：', font: 'hei' }, fitText(input.fileName, width / 10.5 - 4, 2)], wordBreak: 'break-all' },
    { text: [{ text: '大　小：', font: 'hei' }, `${thousands(input.fileSize)} 字节`], margin: [0, 3, 0, 3] },
    { text: [{ text: '封　装：', font: 'hei' }, input.sealed ? SEALED : { text: NOT_SEALED, font: 'hei' }] },
    { text: 'SM3 摘要：', font: 'hei', margin: [0, 3, 0, 2] },
    { text: groupLines(groups, 8), font: 'mono', fontSize: 11.5, lineHeight: 1.15 },
  ];
  return ruledTable(['*', 'auto'], [[left, qr]]);
}

/** One is named in full, some are listed, many are counted. */
function recipientFact(recipients: readonly SheetDepartment[]): Fact {
  const label = '接收部门';
  const [only] = recipients;
  if (recipients.length === 1 && only) return { label, value: named(only), lines: 4 };
  const share = Math.min(recipients.length, MOST_NAMED);
  const names = recipients.slice(0, share).map(({ name }) => fitText(name, 16, 1));
  const rest = recipients.length > share ? ` 等 ${recipients.length} 个部门` : '';
  return { label, value: `${names.join('、')}${rest}`, lines: 4 };
}

function groupLines(groups: readonly string[], perLine: number): string {
  const starts = groups.flatMap((_, index) => (index % perLine === 0 ? [index] : []));
  return starts.map((start) => groups.slice(start, start + perLine).join(' ')).join('\n');
}

function named({ name, uscc }: SheetDepartment): string {
  return `${name}（${uscc}）`;
}

function signatures(room: number): Content {
  const width = TEXT_WIDTH / 2 - 14;
  const lines = (side: string, person: string, last: readonly Content[]): Content => [
    { text: side, font: 'hei' },
    signatureLine(`${person}：`, width, room),
    signatureLine('单位（盖章）：', width, room),
    dateLine('日期：', room),
    ...last,
  ];
  const sender: Content = { text: '移交前请确认摘要与文件一致。', margin: [0, 5 + room, 0, 0] };
  const receiver: readonly Content[] = [{ text: CLAIM, font: 'hei', margin: [0, 5 + room, 0, 0] }, dateLine('认领截止：', 0)];
  return ruledTable(['50%', '50%'], [[lines('移交', '移交人', [sender]), lines('接收', '接收人', receiver)]]);
}

function thousands(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}
