/** Those with whom the window exchanges packages, without windows of their own: the supervising department, and a second computer. */
import { join } from 'node:path';
import { makeUscc } from '#shared/domain/codes.ts';
import type { Department } from '#shared/domain/department.ts';
import { EMPTY_QUERY, type OpenedPackage } from '#shared/workstation/api.ts';
import { type NodeWorkstation, openNodeWorkstation, required } from '../../build/node-workstation.ts';
import { COORDINATOR } from './department-cards.ts';
import { APPROVAL_DEPARTMENT, type DepartmentInput, SUPERVISION_DEPARTMENT } from './workstation-app.ts';

const PASSPHRASE = '测试口令-2026';
const COMPARED = '与密钥确认单逐组核对';

export const departmentOf = ({ name, uscc, role }: DepartmentInput): Department => ({
  name,
  uscc,
  roles: [role],
  address: '济宁高新区崇文大道2号',
  telephone: '0537-0000002',
  documentCode: '济高新审',
});

export function openMarket(folder: string): Promise<NodeWorkstation> {
  return openDepartment(join(folder, 'market'), SUPERVISION_DEPARTMENT);
}

function openDepartment(directory: string, input: DepartmentInput): Promise<NodeWorkstation> {
  return openNodeWorkstation({ directory, department: departmentOf(input), operator: '李联络员', passphrase: PASSPHRASE });
}

export const EMERGENCY: DepartmentInput = { name: '高新区应急管理局', uscc: makeUscc('11', '370800', 'MB000005'), role: 'supervision' };

/** The card of a department that the window doesn't know, vouched for by a coordinator; and the coordinator's own card. */
export async function makeDirectoryPackage(folder: string, ownCard: string, path: (name: string) => string) {
  const coordinator = await openDepartment(join(folder, 'coordinator'), COORDINATOR);
  const emergency = await openDepartment(join(folder, 'emergency'), EMERGENCY);
  try {
    await acceptCard(coordinator, ownCard);
    await acceptCard(coordinator, await saveCard(emergency, path('应急管理局.sgcard')));
    const card = await saveCard(coordinator, path('市行政审批服务局.sgcard'));
    const { token } = coordinator.target(path('名录来.sgxe'));
    const recipients = [APPROVAL_DEPARTMENT.uscc];
    required(await coordinator.workstation.exportDirectory({ jobId: 'cards', token, recipients, departments: [EMERGENCY.uscc] }));
    return { card, directory: path('名录来.sgxe') };
  } finally {
    await emergency.close();
    await coordinator.close();
  }
}

/** Another computer of the department whose window is driven. */
export async function openSecondComputer(folder: string): Promise<NodeWorkstation> {
  const department = departmentOf(APPROVAL_DEPARTMENT);
  const opened = await openNodeWorkstation({ directory: join(folder, 'second'), department, operator: '赵经办', passphrase: PASSPHRASE });
  required(await opened.keystore.setWorkstationName('审批窗口 2 号机'));
  return opened;
}

export async function saveCard(from: NodeWorkstation, path: string): Promise<string> {
  required(await from.workstation.saveOwnCard({ token: from.target(path).token }));
  return path;
}

export async function acceptCard(to: NodeWorkstation, path: string): Promise<void> {
  const { token, name, size } = await to.choose(path);
  const { openId } = required(await to.workstation.openCard({ token, fileName: name, size }));
  required(await to.workstation.acceptCard({ openId, against: COMPARED }));
}

export async function importPackage(to: NodeWorkstation, path: string): Promise<OpenedPackage> {
  const { token, name, size } = await to.choose(path);
  const opened = required(await to.workstation.openPackage({ jobId: 'open', token, fileName: name, size }));
  required(await to.workstation.importPackage({ jobId: 'import', openId: opened.openId }));
  return opened;
}

/** What waits there is claimed, and the receipt written. */
export async function claimAndAnswer(from: NodeWorkstation, path: string): Promise<string> {
  required(await from.workstation.queryApprovals({ ...EMPTY_QUERY, direction: 'received', statuses: ['toClaim'] }));
  const records = required(await from.workstation.approvalIds());
  if (records.length > 0) required(await from.workstation.claim({ records }));
  const { token } = from.target(path);
  required(await from.workstation.exportReceipt({ jobId: 'receipt', token, recipient: APPROVAL_DEPARTMENT.uscc }));
  return path;
}

/** A record of its own, pushed sealed; the market pushes too, e.g. 移送线索. */
export async function push(from: NodeWorkstation, number: number, path: string): Promise<string> {
  const { recordId } = required(
    await from.workstation.recordApproval({
      draft: {
        matter: '特种设备使用登记',
        decisionNumber: `济高市监〔2026〕${number}号`,
        counterpartName: `济宁测试机械${number}有限公司`,
        uscc: '91370800MA00000197',
        contact: '0537-0000003',
        address: '济宁高新区同济路1号',
        decidedOn: '2026-11-02',
        validFrom: '2026-11-02',
        validTo: '2031-11-01',
        content: '叉车使用登记',
        category: '登记',
        approvedBy: SUPERVISION_DEPARTMENT.name,
      },
      acceptedReason: '已核对营业执照原件',
      attachments: [],
    }),
  );
  const { token } = from.target(path);
  const recipients = [APPROVAL_DEPARTMENT.uscc];
  required(
    await from.workstation.exportPackage({ jobId: 'push', token, recipients, records: [recordId], title: `移送信息第 ${number} 批` }),
  );
  return path;
}

/** The first own record with another address, as the second computer corrects it. */
export async function correctFirst(from: NodeWorkstation, address: string): Promise<string> {
  required(
    await from.workstation.queryApprovals({ ...EMPTY_QUERY, direction: 'own', sort: { field: 'decisionNumber', order: 'ascending' } }),
  );
  const [recordId] = required(await from.workstation.approvalIds());
  if (recordId === undefined) throw new Error('nothing was synchronised');
  const draft = required(await from.workstation.draftOf(recordId));
  required(
    await from.workstation.correctApproval({
      recordId,
      draft: { ...draft, address },
      attachments: [],
      keepAttachments: [],
      reason: '与营业执照核对',
    }),
  );
  return recordId;
}

export async function exportSync(from: NodeWorkstation, path: string): Promise<string> {
  required(await from.workstation.exportSync({ jobId: 'sync', token: from.target(path).token }));
  return path;
}
