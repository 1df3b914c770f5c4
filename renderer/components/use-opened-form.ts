/**
 * A dialog's form begins anew each time that it opens. antd keeps what the form held before and prefers it to the initial
 * values of a later opening, so a changed record would be shown as it was.
 */
import type { FormInstance } from 'antd';
import { useEffect, useRef } from 'react';

export function useOpenedForm<Values extends object>(form: FormInstance<Values>, open: boolean, values: () => NoInfer<Values>): void {
  const latest = useRef(values);
  latest.current = values;
  useEffect(() => {
    if (open) form.setFieldsValue(latest.current() as Parameters<typeof form.setFieldsValue>[0]);
  }, [form, open]);
}
