/** Step 1: the department and the operator. */
import { Button, Flex, Form, Input, Typography } from 'antd';
import { useState } from 'react';
import { checkDepartment } from '#shared/domain/department-checks.ts';
import { type DepartmentDraft, DepartmentFields } from '../../components/department-fields.tsx';
import { fieldNote } from '../../components/field-note.tsx';
import { componentText } from '../../components/text.ts';
import { firstRunText } from './text.ts';

interface DepartmentStepProps {
  readonly draft: DepartmentDraft;
  readonly onDraft: (draft: DepartmentDraft) => void;
  readonly operator: string;
  readonly onOperator: (operator: string) => void;
  readonly onBack: () => void;
  readonly onNext: () => void;
}

export function DepartmentStep({ draft, onDraft, operator, onOperator, onBack, onNext }: DepartmentStepProps) {
  const [tried, setTried] = useState(false);
  const words = componentText.department;
  const operatorMissing = operator.trim() === '';
  const next = () => {
    setTried(true);
    if (checkDepartment(draft).department && !operatorMissing) onNext();
  };
  return (
    <Form layout="vertical" onFinish={next}>
      <Typography.Title level={2} style={{ fontSize: 16, marginTop: 0 }}>
        {firstRunText.department.title}
      </Typography.Title>
      <Typography.Paragraph type="secondary">{firstRunText.department.intro}</Typography.Paragraph>
      <DepartmentFields value={draft} onChange={onDraft} showAll={tried} idPrefix="first-run" />
      <Form.Item
        label={words.operator}
        htmlFor="first-run-operator"
        required
        {...(tried && operatorMissing ? fieldNote('error', words.operatorMissing) : fieldNote('hint', words.operatorHelp))}
      >
        <Input
          id="first-run-operator"
          style={{ width: 240 }}
          maxLength={50}
          value={operator}
          onChange={(event) => onOperator(event.target.value)}
          data-testid="first-run.operator"
        />
      </Form.Item>
      <Flex justify="space-between">
        <Button onClick={onBack}>{firstRunText.back}</Button>
        <Button type="primary" htmlType="submit" data-testid="first-run.next">
          {firstRunText.next}
        </Button>
      </Flex>
    </Form>
  );
}
