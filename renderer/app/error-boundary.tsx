/** Where bugs end: the page is replaced by a plain Chinese notice, the data stays, the log gets name and frames only. */
import { Button, Flex, Result as ResultPage } from 'antd';
import type { ErrorInfo, ReactNode } from 'react';
import { Component } from 'react';
import { reportBug } from './bugs.ts';
import { appText } from './text.ts';

interface ErrorBoundaryProps {
  readonly children: ReactNode;
  /** `page`: the frame still works, so one can go elsewhere; `window`: only a reload helps */
  readonly kind: 'page' | 'window';
  readonly onHome?: () => void;
}

interface ErrorBoundaryState {
  readonly failed: boolean;
}

export class ErrorBoundary extends Component<ErrorBoundaryProps, ErrorBoundaryState> {
  override state: ErrorBoundaryState = { failed: false };

  static getDerivedStateFromError(): ErrorBoundaryState {
    return { failed: true };
  }

  override componentDidCatch(error: unknown, info: ErrorInfo): void {
    reportBug(error, this.props.kind, info.componentStack ?? undefined);
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    const words = appText.boundary;
    const { kind, onHome } = this.props;
    return (
      <Flex align="center" justify="center" style={{ minHeight: '100%' }} data-testid="error-boundary">
        <ResultPage
          status="error"
          title={words.title}
          subTitle={words.detail}
          extra={
            <Flex gap={8} justify="center" wrap>
              {kind === 'page' && (
                <Button type="primary" onClick={() => this.setState({ failed: false })}>
                  {words.again}
                </Button>
              )}
              {kind === 'page' && onHome && <Button onClick={onHome}>{words.home}</Button>}
              <Button type={kind === 'window' ? 'primary' : 'default'} onClick={() => window.location.reload()}>
                {words.reload}
              </Button>
            </Flex>
          }
        />
      </Flex>
    );
  }
}
