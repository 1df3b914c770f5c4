/** 涉及的审批决定: picked from the ledger, several, by number, name or matter (办法 21(一): 与审批有关的监管信息). */
import { CloseOutlined, FileProtectOutlined } from '@ant-design/icons';
import { Button, Flex, Form, Select, Typography } from 'antd';
import { useEffect, useState } from 'react';
import type { ApprovalRow } from '#shared/workstation/api.ts';
import { workstation } from '../../app/workstation-client.ts';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { useAsync } from '../../components/use-async.ts';
import { text } from './text.ts';
import type { SupervisionForm } from './use-supervision-form.ts';

const words = text.form;
/** ms after the last key */
const SEARCH_DELAY = 200;
const FOUND = 20;

export function ApprovalPicker({ form }: { readonly form: SupervisionForm }) {
  const { approvals, setApprovals, unknownApprovals, approvalsSayings, showAll } = form;
  const [typed, setTyped] = useState('');
  const name = form.values.counterpartName.trim();
  const found = useFound(typed);
  const chosen = new Set(approvals.map(({ recordId }) => recordId));
  const rows = (found.value?.rows ?? []).filter(({ recordId }) => !chosen.has(recordId));
  const add = (recordId: string) => {
    const row = rows.find((each) => each.recordId === recordId);
    if (row) setApprovals([...approvals, row]);
    setTyped('');
  };
  const said = showAll || name !== '' ? approvalsSayings : [];
  return (
    <Flex vertical gap={8}>
      <FailureAlert failure={found.failure} title={words.approvalsFailed} onRetry={found.reload} />
      {approvals.map((row) => (
        <ApprovalLine
          key={row.recordId}
          row={row}
          onRemove={() => setApprovals(approvals.filter(({ recordId }) => recordId !== row.recordId))}
        />
      ))}
      {unknownApprovals.length > 0 && <Typography.Text type="secondary">{words.unknownKept(unknownApprovals.length)}</Typography.Text>}
      <Form.Item
        extra={words.approvalsHelp}
        style={{ marginBottom: 8 }}
        {...(said.length > 0 && { validateStatus: 'warning' as const, help: said.map(({ message }) => message).join('') })}
      >
        <Select<string>
          id="form-approvals"
          value={null}
          showSearch={{ searchValue: typed, onSearch: setTyped, filterOption: false }}
          placeholder={words.findApprovals}
          aria-label={words.findApprovals}
          options={rows.map((row) => ({ value: row.recordId, label: <Found row={row} /> }))}
          onSelect={(recordId) => add(recordId)}
          notFoundContent={found.loading ? null : words.approvalsNothing}
          popupRender={(menu) => (
            <>
              {menu}
              {(found.value?.total ?? 0) > FOUND && (
                <Typography.Text type="secondary" style={{ padding: '4px 12px', display: 'block' }}>
                  {words.approvalsMore((found.value?.total ?? 0) - FOUND)}
                </Typography.Text>
              )}
            </>
          )}
          data-testid="supervision.approvals"
        />
      </Form.Item>
      {approvals.length === 0 && name !== '' && (
        <Button type="link" size="small" style={{ alignSelf: 'start', padding: 0 }} onClick={() => void suggest(name, setApprovals)}>
          {words.approvalsSuggest(name)}
        </Button>
      )}
    </Flex>
  );
}

/** All approvals of the counterpart that was typed, when they are few: most businesses have one or two. */
async function suggest(name: string, setApprovals: (rows: readonly ApprovalRow[]) => void): Promise<void> {
  const found = await workstation().findApprovals({ text: name, limit: FOUND });
  if (found.ok) setApprovals(found.value.rows.filter((row) => row.counterpartName === name));
}

function useFound(typed: string) {
  const [searched, setSearched] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setSearched(typed.trim()), SEARCH_DELAY);
    return () => clearTimeout(timer);
  }, [typed]);
  return useAsync(() => workstation().findApprovals({ text: searched, limit: FOUND }), [searched]);
}

function Found({ row }: { readonly row: ApprovalRow }) {
  return (
    <Flex vertical className="concerned-option" data-testid={`supervision.approvals.${row.recordId}`}>
      <Typography.Text ellipsis>
        {row.counterpartName}　{row.matter}
      </Typography.Text>
      <span className="concerned-secondary">
        {row.decisionNumber}　{row.decidedOn}
      </span>
    </Flex>
  );
}

function ApprovalLine({ row, onRemove }: { readonly row: ApprovalRow; readonly onRemove: () => void }) {
  return (
    <Flex align="center" gap={8} className="concerned-line" data-testid="supervision.approval">
      <FileProtectOutlined />
      <Typography.Text ellipsis={{ tooltip: row.matter }} style={{ flex: 1 }}>
        {row.decisionNumber}　{row.matter}　{row.counterpartName}
      </Typography.Text>
      <Typography.Text type="secondary">{row.validity}</Typography.Text>
      <Button
        type="text"
        size="small"
        icon={<CloseOutlined />}
        aria-label={words.removeApproval}
        title={words.removeApproval}
        onClick={onRemove}
      />
    </Flex>
  );
}
