// Words for the proxy that a request goes through.
import type { ProxyShown } from '../backend'
import { m } from '.'

export function proxyWords({ address, source }: ProxyShown): string {
  switch (source.set_by) {
    case 'variable':
      return m.proxy_by_variable({ address, name: source.name })
    case 'system':
      return m.proxy_by_system({ address })
  }
}
