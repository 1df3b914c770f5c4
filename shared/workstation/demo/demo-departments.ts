/**
 * The invented departments of the demo profile. Every name ends with （演示）; the organisation code inside the USCC
 * (DE000001 …) is of a shape that the registration authority doesn't give out.
 */
import type { Department, DepartmentRole } from '#shared/domain/department.ts';
import { makeUscc } from '#shared/domain/identifiers.ts';

export type DemoDepartmentKey =
  | 'approval'
  | 'market'
  | 'emergency'
  | 'ecology'
  | 'construction'
  | 'transport'
  | 'health'
  | 'humanResources'
  | 'rural'
  | 'culture';

function department(
  serial: number,
  name: string,
  roles: readonly DepartmentRole[],
  documentCode: string,
  extension: string,
  room: string,
): Department {
  return {
    uscc: makeUscc('11', '370800', `DE${String(serial).padStart(6, '0')}`),
    name: `济宁高新区${name}（演示）`,
    roles: [...roles],
    address: `山东省济宁市高新区示例路1号${room}`,
    telephone: `0537-0000${extension}`,
    documentCode,
    demo: true,
  };
}

const BOTH = ['approval', 'supervision'] as const;
const SUPERVISION = ['supervision'] as const;

export const DEMO_DEPARTMENTS: Readonly<Record<DemoDepartmentKey, Department>> = {
  approval: department(1, '行政审批服务局', ['approval'], '济高新审', '101', '政务服务中心4楼'),
  market: department(2, '市场监督管理局', BOTH, '济高新市监', '201', 'A座8楼'),
  emergency: department(3, '应急管理局', BOTH, '济高新应急', '301', 'A座6楼'),
  ecology: department(4, '生态环境局', SUPERVISION, '济高新环', '401', 'B座3楼'),
  construction: department(5, '建设局', SUPERVISION, '济高新建', '501', 'B座5楼'),
  transport: department(6, '交通运输局', SUPERVISION, '济高新交', '601', 'B座7楼'),
  health: department(7, '卫生健康局', SUPERVISION, '济高新卫', '701', 'C座2楼'),
  humanResources: department(8, '人力资源和社会保障局', SUPERVISION, '济高新人社', '801', 'C座4楼'),
  rural: department(9, '农业农村和水务局', SUPERVISION, '济高新农', '901', 'C座6楼'),
  culture: department(10, '教育和文化旅游局', SUPERVISION, '济高新教', '011', 'C座9楼'),
};

/** The demo profile that `which` opens: the approving and the supervising side of one exchange. */
export function demoDepartment(which: 'approval' | 'supervision'): Department {
  return which === 'approval' ? DEMO_DEPARTMENTS.approval : DEMO_DEPARTMENTS.market;
}

const OPERATORS: Readonly<Record<DemoDepartmentKey, string>> = {
  approval: '岑见禾',
  market: '骆知苇',
  emergency: '祁拾川',
  ecology: '柏听溪',
  construction: '凌望桥',
  transport: '纪临原',
  health: '苗知秋',
  humanResources: '翟穗安',
  rural: '佟野禾',
  culture: '宓笛舟',
};

/** Whoever sits at the second computer of the demo profiles' departments. */
const COLLEAGUES: Readonly<Partial<Record<DemoDepartmentKey, string>>> = { approval: '薄云舒', market: '简牧遥' };

/**
 * The name under which a department's (invented) clerk works; that of `approval` and `market` is the demo profile's user.
 * With `computer` 2, who works at the department's second computer.
 */
export function demoOperator(department: DemoDepartmentKey, computer: 1 | 2 = 1): string {
  return (computer === 2 ? COLLEAGUES[department] : undefined) ?? OPERATORS[department];
}
