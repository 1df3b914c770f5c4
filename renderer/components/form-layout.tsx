/** A form's fields in groups and columns. */
import { Card, Col, Row } from 'antd';
import type { ReactNode } from 'react';
import './record.css';

interface Children {
  readonly children: ReactNode;
}

export function FormGroup({ title, children }: Children & { readonly title: string }) {
  return (
    <Card size="small" title={title} className="record-form-group">
      {children}
    </Card>
  );
}

export function Cells({ children }: Children) {
  return <Row gutter={24}>{children}</Row>;
}

export function Half({ children }: Children) {
  return <Col span={12}>{children}</Col>;
}

export function Third({ children }: Children) {
  return <Col span={8}>{children}</Col>;
}

export function Whole({ children }: Children) {
  return <Col span={24}>{children}</Col>;
}
