/** 缺包: what others sent and we lack, what we sent and others lack; filled by sending again, or explained. */
import { Button, Drawer, Flex, Tag, Tooltip, Typography } from 'antd';
import { useState } from 'react';
import type { GapRow, PackageRow } from '#shared/workstation/api.ts';
import { useSession } from '../../app/session.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { localTime } from '../../components/local-time.ts';
import { GapExplainDialog } from './gap-explain-dialog.tsx';
import { gapText as words } from './gap-text.ts';
import { openSequences, sequencesText } from './sequences.ts';

export interface GapsDrawerProps {
  readonly open: boolean;
  readonly gaps: readonly GapRow[];
  readonly onResend: (row: PackageRow) => void;
  readonly onClose: () => void;
}

export function GapsDrawer({ open, gaps, onResend, onClose }: GapsDrawerProps) {
  const [explaining, setExplaining] = useState<GapRow | undefined>(undefined);
  return (
    <Drawer open={open} title={words.drawerTitle} size={640} onClose={onClose} data-testid="packages.gaps.drawer">
      <Flex vertical gap={16}>
        <Typography.Text type="secondary">{words.hint}</Typography.Text>
        {gaps.length === 0 && <EmptyState title={words.none} description={words.noneHint} />}
        {(['in', 'out'] as const).map((direction) => (
          <Section
            key={direction}
            heading={words[direction].heading}
            gaps={gaps.filter((gap) => gap.direction === direction)}
            onExplain={setExplaining}
            onResend={onResend}
          />
        ))}
      </Flex>
      <GapExplainDialog gap={explaining} onClose={() => setExplaining(undefined)} />
    </Drawer>
  );
}

interface SectionProps extends Pick<GapsDrawerProps, 'onResend'> {
  readonly heading: string;
  readonly gaps: readonly GapRow[];
  readonly onExplain: (gap: GapRow) => void;
}

function Section({ heading, gaps, onExplain, onResend }: SectionProps) {
  if (gaps.length === 0) return null;
  return (
    <section>
      <Typography.Title level={3} style={{ margin: '0 0 8px', fontSize: 14 }}>
        {heading}
      </Typography.Title>
      <Flex vertical gap={8}>
        {gaps.map((gap) => (
          <Gap key={gap.gapId} gap={gap} onExplain={onExplain} onResend={onResend} />
        ))}
      </Flex>
    </section>
  );
}

function Gap({ gap, onExplain, onResend }: { readonly gap: GapRow } & Pick<SectionProps, 'onExplain' | 'onResend'>) {
  const readOnly = useSession((session) => session.ledger?.readOnly === true);
  const open = openSequences(gap);
  return (
    <div className="gap" data-testid={`gap.${gap.gapId}`} data-direction={gap.direction} data-open={open.length}>
      <Flex justify="space-between" align="flex-start" gap={12}>
        <div>
          <Typography.Text strong>{gap.departmentName}</Typography.Text>
          {open.length > 0 && <div>{words[gap.direction].line(sequencesText(open, gap.seriesLabel))}</div>}
        </div>
        {open.length > 0 && (
          <Button size="small" disabled={readOnly} onClick={() => onExplain(gap)} data-testid="gap.explain">
            {words.explain}
          </Button>
        )}
      </Flex>
      {open.length > 0 && (gap.direction === 'in' ? <Told gap={gap} /> : <Outgoing gap={gap} open={open} onResend={onResend} />)}
      {gap.explained.map((explanation) => (
        <div key={`${explanation.at} ${explanation.sequences.join()}`} className="gap-explained">
          <Tag>{words.explained(sequencesText(explanation.sequences, gap.seriesLabel))}</Tag>
          {explanation.reason}
          <span className="preview-secondary">　{words.explainedBy(explanation.by, localTime(explanation.at))}</span>
        </div>
      ))}
    </div>
  );
}

function Told({ gap }: { readonly gap: GapRow }) {
  return gap.reported ? (
    <Tag color="blue" style={{ marginTop: 4 }}>
      {words.in.reported}
    </Tag>
  ) : (
    <div style={{ marginTop: 4 }}>
      <Tag color="warning">{words.in.notReported}</Tag>
      <span className="preview-secondary">{words.in.notReportedHint}</span>
    </div>
  );
}

interface OutgoingProps extends Pick<SectionProps, 'onResend'> {
  readonly gap: GapRow;
  readonly open: readonly number[];
}

function Outgoing({ gap, open, onResend }: OutgoingProps) {
  return (
    <ul className="gap-packages">
      {open.map((sequence) => {
        const row = gap.packages[gap.sequences.indexOf(sequence)];
        return (
          <li key={sequence}>
            <span className="gap-package-title">
              {sequencesText([sequence], gap.seriesLabel)}
              {row && <span className="preview-secondary">　{row.title}</span>}
            </span>
            {row?.canResend ? (
              <Button size="small" type="primary" ghost onClick={() => onResend(row)} data-testid={`gap.resend.${sequence}`}>
                {words.out.resend}
              </Button>
            ) : (
              <Tooltip title={row ? words.out.gone : words.out.unknown}>
                <Typography.Text type="secondary">{row ? words.out.gone : words.out.unknown}</Typography.Text>
              </Tooltip>
            )}
          </li>
        );
      })}
    </ul>
  );
}
