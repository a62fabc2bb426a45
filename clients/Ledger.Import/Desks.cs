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
        var first = clerks.Transaction;
        var policy = Policy.Parse(File.ReadAllText(first.PathOf(first.Policy)));
        var trail = new CheckpointTrail(first.Origin, policy, new DeskBook(journal, DepartmentNames.Transaction), clock);
        return new Desks(
            Open(
                DepartmentNames.Transaction,
                clerks.Transaction,
                static (client, context, acts, ct) => client.Transaction.WriteAsync([.. acts.Cast<TransactionAct>()], context, ct)),
            Open(DepartmentNames.Tax, clerks.Tax, static (client, context, acts, ct) => client.Tax.WriteAsync([.. acts.Cast<TaxAct>()], context, ct)),
            Open(
                DepartmentNames.Registration,
                clerks.Registration,
                static (client, context, acts, ct) => client.Registration.WriteAsync([.. acts.Cast<RegistrationAct>()], context, ct)));

        Desk Open(string department, ClientProfile clerk, BatchWriter write)
        {
            var client = LedgerClient.Connect(
                clerk,
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
