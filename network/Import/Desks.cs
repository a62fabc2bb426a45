using Ledger.Client;
using Ledger.Log;
using Ledger.V1;
using Ledger.Verifier;

namespace Ledger.Network;

/// <summary>The clerks of the three departments that a sale passes, and what they share.</summary>
internal sealed class Desks : IAsyncDisposable
{
    /// <summary>Desks that are open.</summary>
    public Desks(Desk transaction, Desk tax, Desk registration) => (Transaction, Tax, Registration) = (transaction, tax, registration);

    /// <summary>交易</summary>
    public Desk Transaction { get; }

    /// <summary>税务</summary>
    public Desk Tax { get; }

    /// <summary>登记</summary>
    public Desk Registration { get; }

    /// <summary>What has stood in the way of one of the desks for longest; null while all get on.</summary>
    public SetbackRow? Waiting => new[] { Transaction.Waiting, Tax.Waiting, Registration.Waiting }.OfType<SetbackRow>().MinBy(row => row.Since);

    /// <summary>Opens the desks with the profiles of a network's clerks.</summary>
    /// <exception cref="LedgerException">A profile cannot be used.</exception>
    public static Desks Open(
        LocalNetwork network, ImportJournal journal, ImportRange import, ImportOptions options, TimeProvider clock, CancellationToken stop)
    {
        var first = network.Profile($"{LocalMember.Transaction}-clerk");
        var policy = Policy.Parse(File.ReadAllText(first.PathOf(first.Policy)));
        var trail = new CheckpointTrail(first.Origin, policy, new DeskBook(journal, LocalMember.Transaction), clock);
        return new Desks(
            Open(LocalMember.Transaction, static (client, context, acts, ct) => client.Transaction.WriteAsync([.. acts.Cast<TransactionAct>()], context, ct)),
            Open(LocalMember.Tax, static (client, context, acts, ct) => client.Tax.WriteAsync([.. acts.Cast<TaxAct>()], context, ct)),
            Open(
                LocalMember.Registration,
                static (client, context, acts, ct) => client.Registration.WriteAsync([.. acts.Cast<RegistrationAct>()], context, ct)));

        Desk Open(string department, BatchWriter write)
        {
            var client = LedgerClient.Connect(
                network.Profile($"{department}-clerk"),
                new LedgerClientOptions { Clock = clock, Book = new DeskBook(journal, department), Trail = trail });
            return new Desk(client, write, journal, import, options, clock, stop);
        }
    }

    /// <summary>Sends again what was open when the import last ended.</summary>
    public async Task ResumeAsync()
    {
        await Transaction.ResumeAsync();
        await Tax.ResumeAsync();
        await Registration.ResumeAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Transaction.DisposeAsync();
        await Tax.DisposeAsync();
        await Registration.DisposeAsync();
    }
}
