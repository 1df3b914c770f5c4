/** ③ what would be taken in and what would not, before anything is written. */
import { DownloadOutlined } from '@ant-design/icons';
import { App, Button, Card, Checkbox, Flex, Input, Table, type TableColumnsType, Tag, Tooltip, Typography } from 'antd';
import { useState } from 'react';
import type { ImportPreview, OpenedTable, RowOutcome, RowRelation } from '#shared/workstation/api.ts';
import { workstation } from '../../app/workstation-client.ts';
import { PreviewRows, type Show } from './preview-rows.tsx';
import { text } from './text.ts';
import type { ImportFlow } from './use-import.ts';

const words = text.preview;
const OUTCOMES: readonly RowOutcome[] = ['accepted', 'warned', 'rejected'];
/** more kinds of problems than these scroll */
const KINDS_IN_VIEW = 7;
const RELATIONS: readonly RowRelation[] = ['new', 'changed', 'same', 'repeated'];

export interface PreviewStepProps {
  readonly flow: ImportFlow;
  readonly table: OpenedTable;
  readonly preview: ImportPreview;
}

export function PreviewStep({ flow, table, preview }: PreviewStepProps) {
  const [show, setShow] = useState<Show>(preview.rejected > 0 ? 'rejected' : 'all');
  const [acceptance, setAcceptance] = useState<Acceptance>({ on: false, reason: '' });
  const doubtful = preview.problemKinds.filter((kind) => kind.level === 'acceptable').reduce((sum, kind) => sum + kind.rows, 0);
  return (
    <Flex vertical gap={12}>
      <Outcomes preview={preview} show={show} onShow={setShow} />
      {doubtful > 0 && <Accept rows={doubtful} acceptance={acceptance} onChange={setAcceptance} />}
      <div className="import-preview">
        <ProblemKinds preview={preview} />
        <PreviewRows
          preview={preview}
          show={show}
          onShow={setShow}
          actions={preview.rejected > 0 && <SaveRejects flow={flow} table={table} />}
        />
      </div>
      <Commit flow={flow} preview={preview} doubtful={doubtful} acceptance={acceptance} />
    </Flex>
  );
}

interface OutcomesProps {
  readonly preview: ImportPreview;
  readonly show: Show;
  readonly onShow: (show: Show) => void;
}

function Outcomes({ preview, show, onShow }: OutcomesProps) {
  return (
    <div className="import-outcomes">
      {OUTCOMES.map((outcome) => (
        <button
          key={outcome}
          type="button"
          className={`import-outcome ${outcome}${show === outcome ? ' on' : ''}`}
          aria-pressed={show === outcome}
          onClick={() => onShow(show === outcome ? 'all' : outcome)}
          data-testid={`import.show.${outcome}`}
        >
          <span className="import-outcome-name">{text.outcome[outcome]}</span>
          <span className="import-outcome-count" data-testid={`import.count.${outcome}`} data-value={preview[outcome]}>
            {words.count(preview[outcome])}
          </span>
          <span className="import-outcome-help">{words.outcomeHelp[outcome]}</span>
        </button>
      ))}
      <Card
        size="small"
        className="import-relations"
        title={words.relations}
        extra={<Typography.Text type="secondary">{words.rows(preview.rows)}</Typography.Text>}
      >
        <Flex gap="6px 20px" wrap>
          {RELATIONS.map((relation) => (
            <Tooltip key={relation} title={text.relationHelp[relation]}>
              <span data-testid={`import.relation.${relation}`} data-value={preview.relations[relation]}>
                {text.relation[relation]} <Typography.Text strong>{words.count(preview.relations[relation])}</Typography.Text>
              </span>
            </Tooltip>
          ))}
        </Flex>
      </Card>
    </div>
  );
}

type Kind = ImportPreview['problemKinds'][number];
const LEVEL_COLORS = { error: 'red', warning: 'orange', acceptable: 'gold' } as const;

function ProblemKinds({ preview }: { readonly preview: ImportPreview }) {
  const columns: TableColumnsType<Kind> = [
    {
      title: words.kindColumns.reason,
      key: 'reason',
      render: (_, kind) => (
        <Flex vertical gap={2} align="flex-start">
          <span>{kind.reason}</span>
          <Tag color={LEVEL_COLORS[kind.level]}>{words.levels[kind.level]}</Tag>
        </Flex>
      ),
    },
    { title: words.kindColumns.rows, dataIndex: 'rows', width: 76, align: 'right', render: (rows: number) => words.count(rows) },
  ];
  return (
    <Card size="small" title={words.kinds} styles={{ body: { padding: 0 } }} data-testid="import.kinds">
      <Table
        size="small"
        rowKey={(kind) => `${kind.code} ${kind.reason}`}
        columns={columns}
        dataSource={[...preview.problemKinds]}
        pagination={false}
        {...(preview.problemKinds.length > KINDS_IN_VIEW && { scroll: { y: 480 } })}
        locale={{ emptyText: words.noProblems }}
      />
    </Card>
  );
}

function SaveRejects({ flow, table }: Pick<PreviewStepProps, 'flow' | 'table'>) {
  const { notification } = App.useApp();
  const [busy, setBusy] = useState(false);
  const save = async () => {
    const chosen = await window.host.chooseSave({ kind: 'workbook', suggestedName: words.rejectsName(table.fileName) });
    if (!chosen.ok) return flow.fail({ title: text.failed.rejects, failure: chosen.error });
    const target = chosen.value;
    if (!target) return;
    setBusy(true);
    const result = await workstation().saveRejects({ importId: table.importId, token: target.token });
    setBusy(false);
    if (!result.ok) return flow.fail({ title: text.failed.rejects, failure: result.error });
    notification.success({
      title: words.rejectsSaved(result.value.rows, result.value.fileName),
      actions: (
        <Button size="small" onClick={() => void window.host.showInFolder({ token: target.token })}>
          {words.showInFolder}
        </Button>
      ),
    });
  };
  return (
    <Button size="small" icon={<DownloadOutlined />} loading={busy} onClick={() => void save()} data-testid="import.saveRejects">
      {words.saveRejects}
    </Button>
  );
}

interface Acceptance {
  readonly on: boolean;
  readonly reason: string;
}

interface AcceptProps {
  readonly rows: number;
  readonly acceptance: Acceptance;
  readonly onChange: (acceptance: Acceptance) => void;
}

function Accept({ rows, acceptance, onChange }: AcceptProps) {
  return (
    <Flex vertical gap={4} className="import-accept">
      <Flex gap="4px 16px" align="center" wrap>
        <Checkbox
          checked={acceptance.on}
          onChange={(event) => onChange({ ...acceptance, on: event.target.checked })}
          data-testid="import.accept"
        >
          {words.accept(rows)}
        </Checkbox>
        {acceptance.on && (
          <Input
            value={acceptance.reason}
            maxLength={200}
            autoFocus
            placeholder={words.acceptPlaceholder}
            aria-label={words.accept(rows)}
            onChange={(event) => onChange({ ...acceptance, reason: event.target.value })}
            style={{ flex: 1, minWidth: 280 }}
            data-testid="import.acceptReason"
          />
        )}
      </Flex>
      <Typography.Text type="secondary">{words.acceptHelp}</Typography.Text>
    </Flex>
  );
}

interface CommitProps extends Pick<PreviewStepProps, 'flow' | 'preview'> {
  readonly doubtful: number;
  readonly acceptance: Acceptance;
}

function Commit({ flow, preview, doubtful, acceptance }: CommitProps) {
  const [remember, setRemember] = useState(true);
  const ready = preview.relations.new + preview.relations.changed;
  const accepts = acceptance.on && doubtful > 0;
  const reason = acceptance.reason.trim();
  const nothing = ready === 0 && !accepts;
  return (
    <Flex gap={8} align="center" className="import-foot">
      <Checkbox
        checked={remember}
        onChange={(event) => setRemember(event.target.checked)}
        style={{ flex: 1 }}
        data-testid="import.remember"
      >
        {words.remember}
      </Checkbox>
      {preview.rejected > 0 && <Typography.Text type="secondary">{words.rejectsStay(preview.rejected)}</Typography.Text>}
      <Button onClick={flow.toMapping} data-testid="import.toMapping">
        {words.back}
      </Button>
      <Tooltip title={accepts && !reason ? words.acceptMissing : ''}>
        <Button
          type="primary"
          disabled={nothing || (accepts && !reason)}
          loading={flow.job.running}
          onClick={() => flow.commit(accepts ? reason : undefined, remember)}
          data-testid="import.commit"
        >
          {nothing ? words.nothing : accepts ? words.commitAccepting(ready, doubtful) : words.commit(ready)}
        </Button>
      </Tooltip>
    </Flex>
  );
}
