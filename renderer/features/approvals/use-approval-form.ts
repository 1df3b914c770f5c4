/** State of the form: values, live checks, attachments, and whether anything would be lost by leaving. */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { ApprovalField, Attachment, CheckedApproval } from '#shared/domain/approval.ts';
import type { Failure } from '#shared/domain/result.ts';
import type { NewAttachment } from '#shared/workstation/api.ts';
import { workstation } from '../../app/workstation-client.ts';
import { draftOf, type FormValues } from './form-model.ts';

/** ms after the last change */
const CHECK_DELAY = 200;

export interface FormStart {
  readonly values: FormValues;
  readonly acceptedReason: string | undefined;
  readonly attachments: readonly Attachment[];
}

export interface ApprovalForm {
  readonly values: FormValues;
  readonly set: (field: ApprovalField, value: string) => void;
  /** fields that were left or changed; errors are shown at these, and at all after a try to save */
  readonly touched: ReadonlySet<ApprovalField>;
  readonly touch: (field: ApprovalField) => void;
  readonly showAll: boolean;
  readonly setShowAll: () => void;
  readonly checked: CheckedApproval | undefined;
  readonly checking: boolean;
  readonly failure: Failure | undefined;
  /** undefined: the doubtful code isn't accepted; otherwise the reason as typed */
  readonly acceptedReason: string | undefined;
  readonly setAcceptedReason: (reason: string | undefined) => void;
  readonly added: readonly NewAttachment[];
  readonly setAdded: (files: readonly NewAttachment[]) => void;
  readonly kept: readonly Attachment[];
  readonly setKept: (files: readonly Attachment[]) => void;
  readonly dirty: boolean;
  /** checks the values as they are now */
  readonly check: () => Promise<CheckedApproval | undefined>;
}

export function useApprovalForm(start: FormStart): ApprovalForm {
  const [values, setValues] = useState(start.values);
  const [touched, setTouched] = useState<ReadonlySet<ApprovalField>>(new Set());
  const [showAll, setShowAll] = useState(false);
  const [acceptedReason, setAcceptedReason] = useState(start.acceptedReason);
  const [added, setAdded] = useState<readonly NewAttachment[]>([]);
  const [kept, setKept] = useState(start.attachments);
  const checks = useChecks(values, acceptedReason);

  const touch = useCallback(
    (field: ApprovalField) => setTouched((before) => (before.has(field) ? before : new Set([...before, field]))),
    [],
  );
  const set = useCallback(
    (field: ApprovalField, value: string) => {
      setValues((before) => ({ ...before, [field]: value }));
      touch(field);
      // a reason belongs to the code that it was given for
      if (field === 'uscc' || field === 'counterpartKind') setAcceptedReason(undefined);
    },
    [touch],
  );
  const dirty = useMemo(
    () =>
      JSON.stringify(draftOf(values)) !== JSON.stringify(draftOf(start.values)) ||
      (acceptedReason ?? '') !== (start.acceptedReason ?? '') ||
      added.length > 0 ||
      kept.length !== start.attachments.length,
    [values, acceptedReason, added, kept, start],
  );
  return {
    ...{ values, set, touched, touch, showAll, setShowAll: () => setShowAll(true) },
    ...checks,
    ...{ acceptedReason, setAcceptedReason, added, setAdded, kept, setKept, dirty },
  };
}

function useChecks(values: FormValues, acceptedReason: string | undefined) {
  const [checked, setChecked] = useState<CheckedApproval>();
  const [checking, setChecking] = useState(true);
  const [failure, setFailure] = useState<Failure>();
  const round = useRef(0);

  const check = useCallback(async () => {
    round.current += 1;
    const mine = round.current;
    const reason = acceptedReason?.trim();
    const result = await workstation().checkDraft(draftOf(values), ...(reason ? [reason] : []));
    if (mine === round.current) {
      setChecking(false);
      setFailure(result.ok ? undefined : result.error);
      if (result.ok) setChecked(result.value);
    }
    return result.ok ? result.value : undefined;
  }, [values, acceptedReason]);

  useEffect(() => {
    setChecking(true);
    const timer = setTimeout(() => void check(), CHECK_DELAY);
    return () => clearTimeout(timer);
  }, [check]);

  return { checked, checking, failure, check };
}
