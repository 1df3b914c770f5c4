/** Department cards that really were made: before and after a change of key, after a leak, and by an impostor. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Department } from '#shared/domain/department.ts';
import { type NodeWorkstation, openNodeWorkstation, required } from '../../build/node-workstation.ts';
import { APPROVAL_DEPARTMENT, SUPERVISION_DEPARTMENT } from './workstation-app.ts';

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
}

const PASSPHRASE = '测试口令-2026';

const departmentOf = ({ name, uscc, role }: typeof SUPERVISION_DEPARTMENT): Department => ({
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
    required(await again.keystore.rotateKey(PASSPHRASE, true));
    await saveCard(again, materials.leakedCard);
  } finally {
    await again.close();
  }
  await onlyCard(join(folder, 'impostor'), departmentOf(SUPERVISION_DEPARTMENT), '', materials.impostorCard);
  await onlyCard(join(folder, 'own-other'), departmentOf(APPROVAL_DEPARTMENT), '审批窗口 2 号机', materials.ownOtherCard);
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

async function onlyCard(directory: string, department: Department, computer: string, path: string): Promise<void> {
  const from = await open(directory, department, computer);
  try {
    await saveCard(from, path);
  } finally {
    await from.close();
  }
}

async function alter(from: string, to: string): Promise<void> {
  const text = await readFile(from, 'utf8');
  const altered = text.replace('0537-0000002', '0537-0000003');
  if (altered === text) throw new Error('the card is not readable as it lies: choose another place to alter');
  await writeFile(to, altered);
}
