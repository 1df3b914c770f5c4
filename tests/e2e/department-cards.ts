/** Department cards and packages that really were made: before and after a change of key, after a leak, and by an impostor. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeUscc } from '#shared/domain/codes.ts';
import type { Department } from '#shared/domain/department.ts';
import { type NodeWorkstation, openNodeWorkstation, required } from '../../build/node-workstation.ts';
import { APPROVAL_DEPARTMENT, type DepartmentInput, SUPERVISION_DEPARTMENT } from './workstation-app.ts';

export interface DepartmentCards {
  readonly card: string;
  /** the key before signed its successor; the telephone is another one too */
  readonly rotatedCard: string;
  /** the key before is declared leaked, nothing vouches for the new one */
  readonly leakedCard: string;
  /** under the same name and code, from a key that nobody knows */
  readonly impostorCard: string;
  /** of another computer of the department whose window is shown */
  readonly ownOtherCard: string;
  /** one letter of the name was changed on the way */
  readonly alteredCard: string;
  /** of another department that approves, {@link COORDINATOR} */
  readonly coordinatorCard: string;
  /** signed by the key of `rotatedCard`, which leaks afterwards */
  readonly leakedPackage: string;
  /** signed by the key of `impostorCard` */
  readonly impostorPackage: string;
}

/** Only a department that approves can coordinate the directory (办法 19, 27). */
export const COORDINATOR: DepartmentInput = {
  name: '高新区建设管理局',
  uscc: makeUscc('11', '370800', 'MB000003'),
  role: 'approval',
};

const PASSPHRASE = '测试口令-2026';

const departmentOf = ({ name, uscc, role }: DepartmentInput): Department => ({
  name,
  uscc,
  roles: [role],
  address: '济宁高新区崇文大道2号',
  telephone: '0537-0000002',
  documentCode: '济高市监',
});

export async function makeDepartmentCards(folder: string): Promise<DepartmentCards> {
  const files = join(folder, '收到的名片');
  await mkdir(files, { recursive: true });
  const path = (name: string) => join(files, `${name}.sgcard`);
  const materials: DepartmentCards = {
    card: path('部门名片-高新区市场监督管理局'),
    rotatedCard: path('部门名片-高新区市场监督管理局（换钥）'),
    leakedCard: path('部门名片-高新区市场监督管理局（泄露后）'),
    impostorCard: path('部门名片-高新区市场监督管理局（来历不明）'),
    ownOtherCard: path('部门名片-高新区行政审批服务局（2 号机）'),
    alteredCard: path('部门名片-高新区市场监督管理局（被改动）'),
    coordinatorCard: path('部门名片-高新区建设管理局'),
    leakedPackage: join(files, '审批信息-高新区市场监督管理局.sgx'),
    impostorPackage: join(files, '审批信息-高新区市场监督管理局（来历不明）.sgx'),
  };
  const market = await open(join(folder, 'market'), departmentOf(SUPERVISION_DEPARTMENT), '监管科 1 号机');
  try {
    await saveCard(market, materials.card);
    required(await market.keystore.rotateKey(PASSPHRASE, false));
    required(await market.keystore.changeDepartment({ ...departmentOf(SUPERVISION_DEPARTMENT), telephone: '0537-0000009' }, '李联络员'));
  } finally {
    await market.close();
  }
  const again = await open(join(folder, 'market'), { ...departmentOf(SUPERVISION_DEPARTMENT), telephone: '0537-0000009' });
  try {
    await saveCard(again, materials.rotatedCard);
    await savePackage(again, materials.leakedPackage);
    required(await again.keystore.rotateKey(PASSPHRASE, true));
    await saveCard(again, materials.leakedCard);
  } finally {
    await again.close();
  }
  const impostor = await open(join(folder, 'impostor'), departmentOf(SUPERVISION_DEPARTMENT));
  try {
    await saveCard(impostor, materials.impostorCard);
    await savePackage(impostor, materials.impostorPackage);
  } finally {
    await impostor.close();
  }
  await saveOnlyCard(join(folder, 'own-other'), APPROVAL_DEPARTMENT, '审批窗口 2 号机', materials.ownOtherCard);
  await saveOnlyCard(join(folder, 'coordinator'), COORDINATOR, '综合科', materials.coordinatorCard);
  await alter(materials.card, materials.alteredCard);
  return materials;
}

async function open(directory: string, department: Department, computer = ''): Promise<NodeWorkstation> {
  const opened = await openNodeWorkstation({ directory, department, operator: '李联络员', passphrase: PASSPHRASE });
  if (computer !== '') required(await opened.keystore.setWorkstationName(computer));
  return opened;
}

async function saveCard(from: NodeWorkstation, path: string): Promise<void> {
  required(await from.workstation.saveOwnCard({ token: from.target(path).token }));
}

async function saveOnlyCard(directory: string, department: DepartmentInput, computer: string, path: string): Promise<void> {
  const from = await open(directory, departmentOf(department), computer);
  try {
    await saveCard(from, path);
  } finally {
    await from.close();
  }
}

/** One approval for the department whose window is shown; not sealed, since its key was never compared here. */
async function savePackage(from: NodeWorkstation, path: string): Promise<void> {
  const { workstation } = from;
  required(await workstation.saveDirectoryDepartment(departmentOf(APPROVAL_DEPARTMENT)));
  const draft = {
    matter: '食品经营许可',
    decisionNumber: '济高市监〔2026〕1号',
    counterpartName: '济宁测试商贸1有限公司',
    uscc: makeUscc('91', '370800', 'MA000001'),
    contact: '0537-0000002',
    address: '济宁高新区柳行街道',
    decidedOn: '2026-11-02',
    validFrom: '2026-11-02',
    validTo: '2031-11-01',
    content: '热食类食品制售',
    category: '普通',
    approvedBy: SUPERVISION_DEPARTMENT.name,
  };
  const { recordId } = required(await workstation.recordApproval({ draft, attachments: [] }));
  const { token } = from.target(path);
  const recipients = [APPROVAL_DEPARTMENT.uscc];
  const output = { jobId: 'push', token, sealed: false, unsealedReason: '对方的密钥还没有核对' };
  required(await workstation.exportPackage({ ...output, recipients, records: [recordId], title: '审批信息 1 条' }));
}

async function alter(from: string, to: string): Promise<void> {
  const text = await readFile(from, 'utf8');
  const altered = text.replace('0537-0000002', '0537-0000003');
  if (altered === text) throw new Error('the card is not readable as it lies: choose another place to alter');
  await writeFile(to, altered);
}
