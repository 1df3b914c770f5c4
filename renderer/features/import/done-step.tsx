/** ④ what was taken in, and what to do next. */
import { Button, Card, Flex, Result, Statistic } from 'antd';
import { useState } from 'react';
import type { ApprovalQuery, ImportOutcome, OpenedTable } from '#shared/workstation/api.ts';
import { useNavigation } from '../../app/navigation.ts';
import { useSelection } from '../../app/selection.ts';
import { workstation } from '../../app/workstation-client.ts';
import { text } from './text.ts';
import type { ImportFlow } from './use-import.ts';

const words = text.done;

export interface DoneStepProps {
  readonly flow: ImportFlow;
  readonly table: OpenedTable;
  readonly outcome: ImportOutcome;
}

export function DoneStep({ flow, table, outcome }: DoneStepProps) {
  const go = useNavigation((navigation) => navigation.go);
  const source = flow.source.trim();
  const taken = outcome.recorded + outcome.corrected;
  const newest = { sources: [source], sort: { field: 'recordedAt', order: 'descending' } } satisfies Partial<ApprovalQuery>;
  return (
    <Card data-testid="import.done">
      <Result
        status="success"
        style={{ padding: '16px 0' }}
        title={taken > 0 ? words.title(taken) : words.nothing}
        subTitle={words.subtitle(table.fileName, source)}
        extra={
          <Flex gap={8} justify="center" wrap>
            <Button type="primary" onClick={() => go({ name: 'approvals', preset: newest })} data-testid="import.view">
              {words.view}
            </Button>
            {taken > 0 && <PackButton source={source} />}
            <Button onClick={flow.restart} data-testid="import.again">
              {words.again}
            </Button>
          </Flex>
        }
      />
      <div className="import-result">
        <Count name="recorded" title={words.recorded} value={outcome.recorded} />
        <Count name="corrected" title={words.corrected} value={outcome.corrected} />
        <Count name="unchanged" title={words.unchanged} value={outcome.unchanged} />
        <Count name="rejected" title={words.rejected} value={outcome.rejected} />
      </div>
    </Card>
  );
}

function Count({ name, title, value }: { readonly name: string; readonly title: string; readonly value: number }) {
  return (
    <div data-testid={`import.result.${name}`} data-value={value}>
      <Statistic title={title} value={value} suffix={text.unit} />
    </div>
  );
}

/** Puts everything of this source that isn't pushed yet into the selection for a data package. */
function PackButton({ source }: { readonly source: string }) {
  const go = useNavigation((navigation) => navigation.go);
  const setRecords = useSelection((selection) => selection.setRecords);
  const [busy, setBusy] = useState(false);
  const pack = async () => {
    setBusy(true);
    const found = await workstation().queryApprovals({ ...ALL_OWN, sources: [source] });
    const ids = found.ok ? await workstation().approvalIds() : found;
    setBusy(false);
    if (!ids.ok) return;
    setRecords(ids.value);
    go({ name: 'packages' });
  };
  return (
    <Button loading={busy} onClick={() => void pack()} data-testid="import.pack">
      {words.pack}
    </Button>
  );
}

const ALL_OWN: ApprovalQuery = {
  text: '',
  direction: 'own',
  statuses: ['notPushed'],
  overdueOnly: false,
  decidedFrom: undefined,
  decidedTo: undefined,
  matters: [],
  recipients: [],
  sources: [],
  sort: { field: 'recordedAt', order: 'descending' },
};
