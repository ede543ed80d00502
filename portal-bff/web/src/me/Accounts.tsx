import { useAction, useResource } from "../client/hooks.js";
import { portal } from "../client/index.js";
import type { LinkedAccount, Provider } from "../client/types.js";
import {
  Button,
  EmptyState,
  Loading,
  Panel,
  ProblemPanel,
  Table,
  Time,
  useConfirm,
  type Column,
} from "../design/index.js";
import { goToProvider, providerNames } from "../sign_in/providers.js";

interface Items<Item> {
  readonly items: readonly Item[];
}

export function Accounts() {
  const accounts = useResource<Items<LinkedAccount>>("/api/v1/me/oidc-accounts");
  const providers = useResource<Items<Provider>>("/api/portal/providers");
  const offered = providers.loaded.kind === "ready" ? providers.loaded.value.items : [];
  const { dialog, ask } = useConfirm();
  const unlink = (account: LinkedAccount): void => {
    const name = providerNames[account.provider];
    ask({
      title: `Unlink ${name}?`,
      text: <p>You can no longer sign in here with that {name} account. The account itself stays as it is.</p>,
      confirm: `Unlink ${name}`,
      danger: true,
      work: async () => {
        await portal.delete(`/api/v1/me/oidc-accounts/${account.id}`);
        accounts.reload();
      },
      done: `${name} was unlinked.`,
    });
  };
  const columns: readonly Column<LinkedAccount>[] = [
    { title: "Provider", heading: true, cell: (account) => providerNames[account.provider] },
    { title: "Linked", cell: (account) => <Time at={account.linked_at} /> },
    {
      title: "What you can do",
      actions: true,
      cell: (account) => (
        <Button
          small
          label={`Unlink ${providerNames[account.provider]}`}
          onClick={() => {
            unlink(account);
          }}
        >
          Unlink
        </Button>
      ),
    },
  ];
  return (
    <Panel title="Linked accounts" lead="Accounts elsewhere by which you can sign in here.">
      <Loading resource={accounts}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title="No account is linked">
              <p>{offered.length === 0 ? "No provider is set up here." : "Link one to sign in without a password."}</p>
            </EmptyState>
          ) : (
            <Table caption="Linked accounts" columns={columns} items={items} keyOf={(account) => account.id} />
          )
        }
      </Loading>
      {offered.length > 0 && (
        <div className="form-actions">
          {offered.map(({ provider }) => (
            <LinkButton key={provider} provider={provider} />
          ))}
        </div>
      )}
      {dialog}
    </Panel>
  );
}

function LinkButton({ provider }: { provider: Provider["provider"] }) {
  const action = useAction();
  const link = () => action.run(() => goToProvider(`/api/portal/link/oidc/${provider}`, "/me#sign-in"));
  return (
    <>
      <Button busy={action.busy} onClick={() => void link()}>
        Link {providerNames[provider]}
      </Button>
      {action.problem !== null && <ProblemPanel problem={action.problem} />}
    </>
  );
}
