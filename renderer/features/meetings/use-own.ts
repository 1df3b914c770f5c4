/** What this department is and may do. */
import { useMemo } from 'react';
import { useSession } from '../../app/session.ts';
import { workstation } from '../../app/workstation-client.ts';
import { useAsync } from '../../components/use-async.ts';
import type { Department } from './item-model.ts';

const NOBODY: Department = { uscc: '', name: '' };

export function useOwnDepartment(): Department {
  return useSession((session) => session.info?.department) ?? NOBODY;
}

/** 办法 31(一): 行政审批部门负责召集. */
export function useConvenes(): boolean {
  return useSession((session) => session.info?.department?.roles.includes('approval') === true);
}

export function useReadOnly(): boolean {
  return useSession((session) => session.ledger?.readOnly === true);
}

/** The other departments of 部门名录. */
export function useOthers() {
  const { uscc } = useOwnDepartment();
  const directory = useAsync(() => workstation().directory()).value;
  return useMemo(
    () => (directory ?? []).map(({ department }) => department).filter((department) => department.uscc !== uscc),
    [directory, uscc],
  );
}
