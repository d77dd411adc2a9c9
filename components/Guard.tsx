import { Component, type ComponentChildren } from 'preact';

import { t } from '@/utils/i18n';

import { Notice } from './Notice';

/** A bug in one page says so and leaves the rest standing. The error's own words may hold somebody's words: they are not shown. */
export class Guard extends Component<{ children: ComponentChildren }, { broken: boolean }> {
  override state = { broken: false };

  override componentDidCatch(): void {
    this.setState({ broken: true });
  }

  override render() {
    if (!this.state.broken) return this.props.children;
    return (
      <Notice kind="failed" title={t('common:brokenTitle')} testid="broken">
        <p>{t('common:brokenLead')}</p>
      </Notice>
    );
  }
}
