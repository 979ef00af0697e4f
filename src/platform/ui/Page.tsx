import { IconArrowLeft } from '@tabler/icons-react';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import css from './page.module.css';
import { Go, type Target } from './place.tsx';

interface PageParts {
  title: string;
  /** One or two sentences: what this page is for, what to do here. */
  lead?: ReactNode;
  actions?: ReactNode;
  back?: Target & { label: string };
  /** Tables and side-by-side views may use the whole width. */
  wide?: boolean;
  children: ReactNode;
}

let firstPage = true;

/** A whole page: its heading, what it is for, what can be done. */
export function Page({ title, lead, actions, back, wide, children }: PageParts) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · ${document.body.dataset['school'] ?? ''}`;
  }, [title]);
  useEffect(() => {
    // After moving to another page a screen reader starts at its heading; at the first load at the top.
    if (!firstPage) heading.current?.focus({ preventScroll: true });
    firstPage = false;
  }, []);
  return (
    <article className={wide ? css['wide'] : css['page']}>
      <header className={css['head']}>
        {back && (
          <p className={`${css['back']} no-print`}>
            <IconArrowLeft size={16} aria-hidden />
            <Go to={back.to} params={back.params} query={back.query}>
              {back.label}
            </Go>
          </p>
        )}
        <div className={css['headLine']}>
          <h1 ref={heading} tabIndex={-1} className={css['title']}>
            {title}
          </h1>
          {actions && <div className={`${css['actions']} no-print`}>{actions}</div>}
        </div>
        {lead && <div className={css['lead']}>{lead}</div>}
      </header>
      {children}
    </article>
  );
}

interface SectionParts {
  title: string;
  /** Small print beside the heading: a count, a date. */
  aside?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

export function Section({ title, aside, actions, children }: SectionParts) {
  const id = useId();
  return (
    <section className={css['section']} aria-labelledby={id}>
      <header className={css['sectionHead']}>
        <div className={css['sectionName']}>
          <h2 id={id} className={css['sectionTitle']}>
            {title}
          </h2>
          {aside && <div className={css['aside']}>{aside}</div>}
        </div>
        {actions && <div className={`${css['actions']} no-print`}>{actions}</div>}
      </header>
      {children}
    </section>
  );
}

/** A list of rows between hairlines, the usual shape of everything that is not a table. */
export function Rows({ children, label }: { children: ReactNode; label?: string }) {
  return (
    <ul className={css['rows']} aria-label={label}>
      {children}
    </ul>
  );
}

interface RowParts {
  title: ReactNode;
  /** Below the title, soft. */
  detail?: ReactNode;
  /** At the end of the line: a status, a date, a button. */
  end?: ReactNode;
  children?: ReactNode;
}

export function Row({ title, detail, end, children }: RowParts) {
  return (
    <li className={css['row']}>
      <div className={css['rowBody']}>
        <div className={css['rowTitle']}>{title}</div>
        {detail && <div className={css['rowDetail']}>{detail}</div>}
        {children}
      </div>
      {end && <div className={css['rowEnd']}>{end}</div>}
    </li>
  );
}

/** Labels and values, e.g. of a file or a receipt. */
export function Facts({ items }: { items: [label: string, value: ReactNode][] }) {
  return (
    <dl className={css['facts']}>
      {items.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
