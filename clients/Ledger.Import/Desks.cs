using Ledger.Client;
using Ledger.Facts;
using Ledger.Log;
using Ledger.V1;
using Ledger.Verifier;

namespace Ledger.Import;

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

    /// <summary>Opens the desks of the clerks.</summary>
    /// <exception cref="LedgerException">A profile cannot be used.</exception>
    public static Desks Open(
        ImportClerks clerks, ImportJournal journal, ImportRange import, ImportOptions options, TimeProvider clock, CancellationToken stop)
    {
        var trail = TrailOf(clerks.Transaction, DepartmentNames.Transaction, journal, clock);
        return new Desks(
            Open(
                DepartmentNames.Transaction,
                clerks.Transaction,
                static (client, context, acts, ct) => client.Transaction.WriteAsync([.. acts.Cast<TransactionAct>()], context, ct)),
            Open(DepartmentNames.Tax, clerks.Tax, static (client, context, acts, ct) => client.Tax.WriteAsync([.. acts.Cast<TaxAct>()], context, ct)),
            Open(DepartmentNames.Registration, clerks.Registration, WriteRegistration));

        Desk Open(string department, ClientProfile clerk, BatchWriter write)
            => new(Connect(clerk, department, journal, trail, clock), write, journal, import, options, clock, stop);
    }

    /// <summary>Opens registration's desk alone.</summary>
    /// <exception cref="LedgerException">The profile cannot be used.</exception>
    public static Desk OpenRegistration(
        ClientProfile clerk, ImportJournal journal, ImportRange import, ImportOptions options, TimeProvider clock, CancellationToken stop)
    {
        var trail = TrailOf(clerk, DepartmentNames.Registration, journal, clock);
        return new(Connect(clerk, DepartmentNames.Registration, journal, trail, clock), WriteRegistration, journal, import, options, clock, stop);
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

    private static Task<WriteOutcome> WriteRegistration(
        LedgerClient client, RequestContext context, IReadOnlyList<Google.Protobuf.IMessage> acts, CancellationToken cancellationToken)
        => client.Registration.WriteAsync([.. acts.Cast<RegistrationAct>()], context, cancellationToken);

    private static CheckpointTrail TrailOf(ClientProfile clerk, string department, ImportJournal journal, TimeProvider clock)
        => new(clerk.Origin, Policy.Parse(File.ReadAllText(clerk.PathOf(clerk.Policy))), new DeskBook(journal, department), clock);

    private static LedgerClient Connect(ClientProfile clerk, string department, ImportJournal journal, CheckpointTrail trail, TimeProvider clock)
        => LedgerClient.Connect(clerk, new LedgerClientOptions { Clock = clock, Book = new DeskBook(journal, department), Trail = trail });
}
