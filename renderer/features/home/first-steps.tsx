/** The three steps with which a department begins, as cards: what each is for, whether it is done, and the button that does it. */
import { CheckCircleFilled } from '@ant-design/icons';
import { Button, Card, Flex, Typography } from 'antd';
import type { DepartmentRole } from '#shared/domain/department.ts';
import type { Overview, PackageRow } from '#shared/workstation/api.ts';
import type { Page } from '../../app/navigation.ts';
import { ClassifiedNotice } from '../../components/classified-notice.tsx';
import { homeText } from './text.ts';

export interface FirstStep {
  readonly key: string;
  readonly title: string;
  readonly content: string;
  readonly done: boolean;
  readonly action: { readonly label: string; readonly page: Page };
  readonly other?: { readonly label: string; readonly page: Page };
}

export interface StartState {
  readonly overview: Overview;
  readonly departments: number;
  readonly packages: readonly PackageRow[];
}

/** A department that approves begins with its own tables; one that only supervises begins with a package of the other side. */
export function firstSteps(roles: readonly DepartmentRole[], state: StartState): readonly FirstStep[] {
  return roles.includes('approval') ? approvalSteps(state) : supervisionSteps(state);
}

function approvalSteps({ overview, departments, packages }: StartState): readonly FirstStep[] {
  const { department, table, create } = homeText.start;
  return [
    {
      key: 'department',
      title: department.title,
      content: department.content,
      done: departments > 0,
      action: { label: department.action, page: { name: 'directory' } },
    },
    {
      key: 'table',
      title: table.title,
      content: table.content,
      done: overview.records > 0,
      action: { label: table.action, page: { name: 'import' } },
      other: { label: table.other, page: { name: 'approvalForm', recordId: undefined } },
    },
    {
      key: 'create',
      title: create.title,
      content: create.content,
      done: packages.some((row) => row.direction === 'out'),
      action: { label: create.action, page: { name: 'packages' } },
    },
  ];
}

function supervisionSteps({ packages }: StartState): readonly FirstStep[] {
  const { import: take, claim, receipt } = homeText.start;
  const received = packages.filter((row) => row.direction === 'in');
  return [
    {
      key: 'import',
      title: take.title,
      content: take.content,
      done: received.length > 0,
      action: { label: take.action, page: { name: 'packages' } },
    },
    {
      key: 'claim',
      title: claim.title,
      content: claim.content,
      done: received.some((row) => row.claimed + row.returned > 0),
      action: { label: claim.action, page: { name: 'inbox' } },
    },
    {
      key: 'receipt',
      title: receipt.title,
      content: receipt.content,
      done: packages.some((row) => row.direction === 'out'),
      action: { label: receipt.action, page: { name: 'packages' } },
    },
  ];
}

export interface FirstStepsProps {
  readonly steps: readonly FirstStep[];
  readonly onGo: (page: Page) => void;
}

export function FirstSteps({ steps, onGo }: FirstStepsProps) {
  const next = steps.find((step) => !step.done)?.key;
  const begun = steps.some((step) => step.done);
  return (
    <Card size="small" styles={{ body: { padding: 16 } }} data-testid="home.start">
      <Typography.Title level={2} style={{ margin: 0, fontSize: 16 }}>
        {begun ? homeText.start.titleContinue : homeText.start.title}
      </Typography.Title>
      <Typography.Text type="secondary">{homeText.start.subtitle}</Typography.Text>
      <ol className="home-steps">
        {steps.map((step, position) => (
          <StepCard key={step.key} step={step} number={position + 1} next={step.key === next} onGo={onGo} />
        ))}
      </ol>
      <Flex gap={16} wrap style={{ marginTop: 12 }}>
        <ClassifiedNotice kind="line" />
        <Typography.Text type="secondary" style={{ fontSize: 12 }}>
          {homeText.privacy}
        </Typography.Text>
      </Flex>
    </Card>
  );
}

interface StepCardProps {
  readonly step: FirstStep;
  readonly number: number;
  readonly next: boolean;
  readonly onGo: (page: Page) => void;
}

function StepCard({ step, number, next, onGo }: StepCardProps) {
  const { other } = step;
  return (
    <li className={`home-step${next ? ' is-next' : ''}`}>
      <Flex align="center" gap={8}>
        {step.done ? (
          <CheckCircleFilled className="home-step-done" aria-label={homeText.start.done} />
        ) : (
          <span className="home-step-number">{number}</span>
        )}
        <Typography.Text strong>{step.title}</Typography.Text>
      </Flex>
      <Typography.Paragraph type="secondary" style={{ flex: 1, margin: '8px 0 12px' }}>
        {step.content}
      </Typography.Paragraph>
      <Flex gap={8} wrap>
        <Button type={next ? 'primary' : 'default'} onClick={() => onGo(step.action.page)} data-testid={`home.start.${step.key}`}>
          {step.action.label}
        </Button>
        {other && (
          <Button type="link" onClick={() => onGo(other.page)} data-testid={`home.start.${step.key}.other`}>
            {other.label}
          </Button>
        )}
      </Flex>
    </li>
  );
}
