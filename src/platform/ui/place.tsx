/** Where the browser is: parameters of the path, filters of the query, and links to elsewhere. */
import { Anchor, Button } from '@mantine/core';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import type { FC, ReactNode } from 'react';

type Query = Record<string, string>;

export interface Place<Params> {
  params: Params;
  query: Query;
  /** Changes some values of the query (undefined removes one); the page stays, Back undoes it. */
  setQuery(change: Record<string, string | undefined>): void;
}

export function usePlace<Params extends Query = Query>(): Place<Params> {
  const params = useParams({ strict: false }) as Params;
  const query = useSearch({ strict: false }) as Query;
  const navigate = useNavigate();
  return {
    params,
    query,
    setQuery(change) {
      const search = (before: Query) =>
        Object.fromEntries(Object.entries({ ...before, ...change }).filter(([, value]) => value));
      void navigate({ to: '.', search: search as never, replace: true, resetScroll: false });
    },
  };
}

export interface Target {
  to: string;
  params?: Query;
  query?: Query;
}

/** Targets are strings of the topics' own lists, which the router's types cannot know. */
type LinkAsAnchor = FC<{ children?: ReactNode }>;

/** A link within the product; `button` draws it as one. */
export function Go({ to, params, query, button, children, ...rest }: Target & GoLook) {
  const where = { to, params, search: query } as Record<string, unknown>;
  if (!button) {
    return (
      <Anchor component={Link as LinkAsAnchor} inherit {...where} {...rest}>
        {children}
      </Anchor>
    );
  }
  return (
    <Button component={Link as LinkAsAnchor} variant={button} {...where} {...rest}>
      {children}
    </Button>
  );
}

interface GoLook {
  button?: 'filled' | 'default' | 'subtle' | 'light';
  leftSection?: ReactNode;
  size?: string;
  children: ReactNode;
  'aria-label'?: string;
  onClick?(): void;
}

/** Moves by program: `go({ to: '/outcomes/$outcomeId', params: { outcomeId } })`. */
export function useGo(): (target: Target) => void {
  const navigate = useNavigate();
  return ({ to, params, query }) => void navigate({ to, params: params as never, search: query as never });
}
