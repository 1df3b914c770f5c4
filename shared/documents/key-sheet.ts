/**
 * 密钥确认单: the page a department prints, signs and stamps so that others can tell its key from a forged one. Whoever gets
 * its card compares the fingerprint on the screen with this paper, then trusts what the key signs.
 */
import type { Content } from 'pdfmake/interfaces';
import type { DepartmentRole } from '#shared/domain/department.ts';
import type { Result } from '#shared/domain/result.ts';
import type { FontPort } from './font-port.ts';
import {
  dateLine,
  type Fact,
  factTable,
  heading,
  hexGroups,
  paperDate,
  qrCode,
  ruledTable,
  sheetPdf,
  signatureLine,
  TEXT_WIDTH,
  tickBoxes,
  titleLine,
} from './sheet-parts.ts';

export interface KeySheetInput {
  readonly department: {
    readonly name: string;
    readonly uscc: string;
    readonly roles: readonly DepartmentRole[];
    readonly address: string;
    readonly telephone: string;
  };
  /** which computer, as its users call it */
  readonly workstation: string;
  /** YYYY-MM-DD */
  readonly keyMadeOn: string;
  /** SM3 of the public key, 64 hex digits, with or without spaces */
  readonly fingerprint: string;
  /** the caller's clock */
  readonly now: Date;
}

const ROLE_NAMES: Readonly<Record<DepartmentRole, string>> = { approval: '审批部门', supervision: '监管部门' };
const TITLE = '密钥确认单';
const EXPLANATION = '本单证明下列密钥属于本部门。请与部门名片（.sgcard）分开送达，由对方核对后留存。';
const STEPS = [
  '在审管联动离线工作站里打开本部门的名片（.sgcard），屏幕上会显示密钥指纹。',
  '把屏幕上的指纹与本单逐组核对：4 行，每行 4 组，每组 4 个字符，16 组必须全部相同；也可扫描二维码核对。',
  '核对本单上的签名和公章。不是当面收到本单的，请按部门名录中的电话（不要用名片或来件上的电话）向对方经办人询问。',
  '全部相同，才能在工作站里按“确认密钥”；有一处不同就不要确认，立即告知对方。',
];
const LOST =
  '装有本密钥的计算机丢失、被盗，或者口令、恢复码被他人知悉时，请立即停止使用，生成新密钥，书面通知所有收到本单的部门撤销对本密钥的确认，并重新出具确认单。';
const QR_SIDE = 100;

/** One A4 page, black and white. Fails when the fingerprint isn't one or no font can be had. */
export async function keySheetPdf(input: KeySheetInput, fonts: FontPort): Promise<Result<Uint8Array>> {
  const groups = hexGroups(input.fingerprint, 'upper');
  if (!groups.ok) return groups;
  const { department, now } = input;
  const content = (room: number): Content => [
    titleLine(TITLE, EXPLANATION),
    factTable(departmentFacts(input)),
    heading('密钥指纹（公钥的 SM3 摘要）'),
    fingerprintBox(groups.value, department.uscc),
    heading('核对方法'),
    { ol: STEPS, fontSize: 9.5, lineHeight: 1.15 },
    heading('遗失或泄露'),
    { text: LOST, fontSize: 9.5, lineHeight: 1.15 },
    { text: '', fontSize: 4, margin: [0, 0, 0, room] },
    signatures(room),
  ];
  return sheetPdf({ title: `${TITLE}（${department.name}）`, author: department.name, created: now, content }, fonts);
}

function departmentFacts({ department, workstation, keyMadeOn }: KeySheetInput): readonly Fact[] {
  return [
    { label: '部门名称', value: department.name, lines: 3 },
    { label: '统一社会信用代码', value: department.uscc, isCode: true },
    { label: '部门职责', value: department.roles.map((role) => ROLE_NAMES[role]).join('、') },
    { label: '地址', value: department.address, lines: 2 },
    { label: '联系电话', value: department.telephone, lines: 1 },
    { label: '所在计算机', value: workstation, lines: 2 },
    { label: '密钥生成日期', value: paperDate(keyMadeOn) },
  ];
}

/** Four lines of four groups, large, so that two people can read them out to each other. */
function fingerprintBox(groups: readonly string[], uscc: string): Content {
  const lines = [0, 4, 8, 12].map((start) => groups.slice(start, start + 4).map(groupText));
  const figures: Content = {
    table: { widths: ['*', '*', '*', '*'], body: lines },
    layout: 'noBorders',
    margin: [0, 6, 0, 0],
  };
  return ruledTable(['*', 'auto'], [[figures, qrCode(`SGKEY:${uscc}:${groups.join('')}`, QR_SIDE)]]);
}

function groupText(group: string): Content {
  return { text: group, font: 'mono', fontSize: 20, alignment: 'center', margin: [0, 2, 0, 2] };
}

function signatures(room: number): Content {
  const width = TEXT_WIDTH / 2 - 14;
  const own: Content = [
    { text: '本部门确认以上密钥', font: 'hei' },
    signatureLine('经办人签名：', width, room),
    signatureLine('单位（盖章）：', width, room),
    dateLine('日期：', room),
  ];
  const theirs: Content = [
    { text: '核对（由收到本单的部门填写）', font: 'hei' },
    signatureLine('核对部门：', width, room),
    signatureLine('核对人：', width, room),
    { text: `核对方式：${tickBoxes(['当面', '电话', '公函'])}`, margin: [0, 5 + room, 0, 4] },
    dateLine('日期：', room),
  ];
  return ruledTable(['50%', '50%'], [[own, theirs]]);
}
