using Ledger.Client;
using Ledger.V1;

namespace Ledger.Network;

/// <summary>
/// Writes one sale after the other, from the opening of the flat to the registered mortgage, each step only once the one before
/// is acknowledged: an act that was acknowledged and lost would let the next one fail.
/// </summary>
/// <param name="clients">Who acts.</param>
/// <param name="nextSale">Gives the papers of a sale whose unit nobody else writes.</param>
/// <param name="acknowledged">Where receipts go.</param>
internal sealed class SaleWriter(NetworkClients clients, Func<SalePapers> nextSale, AcknowledgedWrites acknowledged) : ILoad
{
    private const string TransactionClerk = $"{LocalMember.Transaction}-clerk";
    private const string TaxClerk = $"{LocalMember.Tax}-clerk";
    private const string RegistrationClerk = $"{LocalMember.Registration}-clerk";

    private readonly Queue<Func<CancellationToken, Task>> steps = new();

    /// <inheritdoc/>
    public async Task RunAsync(CancellationToken pause, CancellationToken ct)
    {
        while (!pause.IsCancellationRequested)
        {
            if (steps.Count == 0)
                BeginSale();
            await steps.Peek()(ct);
            steps.Dequeue();
        }
    }

    private void BeginSale()
    {
        var papers = nextSale();
        Enqueue(RegistrationClerk, [new RegistrationAct { OpenMigrated = papers.Open() }], RegisterAsync);
        Enqueue(TransactionClerk, [new TransactionAct { SignContract = papers.Sign() }], TransactAsync);
        Enqueue(TransactionClerk, [new TransactionAct { FileContract = papers.File() }], TransactAsync);
        Enqueue(TaxClerk, [new TaxAct { Declare = papers.Declare() }], TaxAsync);
        Enqueue(TaxClerk, [new TaxAct { Assess = papers.Assess() }], TaxAsync);
        Enqueue(TaxClerk, [new TaxAct { Pay = papers.Pay() }], TaxAsync);
        Enqueue(RegistrationClerk, papers.Transfer(), RegisterAsync);
        steps.Enqueue(ct => SignMortgageAsync(papers.SignMortgage(), ct));
        Enqueue(RegistrationClerk, papers.RegisterMortgage(), RegisterAsync);
    }

    private static Task<WriteOutcome> TransactAsync(LedgerClient client, IReadOnlyList<TransactionAct> acts, RequestContext context, CancellationToken ct)
        => client.Transaction.WriteAsync(acts, context, ct);

    private static Task<WriteOutcome> TaxAsync(LedgerClient client, IReadOnlyList<TaxAct> acts, RequestContext context, CancellationToken ct)
        => client.Tax.WriteAsync(acts, context, ct);

    private static Task<WriteOutcome> RegisterAsync(LedgerClient client, IReadOnlyList<RegistrationAct> acts, RequestContext context, CancellationToken ct)
        => client.Registration.WriteAsync(acts, context, ct);

    private void Enqueue<TAct>(
        string user, IReadOnlyList<TAct> acts, Func<LedgerClient, IReadOnlyList<TAct>, RequestContext, CancellationToken, Task<WriteOutcome>> write)
    {
        // Filled in when the request is first sent: the same id every time.
        var context = new RequestContext();
        steps.Enqueue(ct => UntilReceiptAsync(user, token => write(clients[user], acts, context, token), ct));
    }

    private async Task SignMortgageAsync(SignMortgageContractAct act, CancellationToken ct)
    {
        const string user = "bank-a-officer";
        var finance = clients[user].Finance;
        var envelope = await finance.PrepareAsync([new FinanceAct { SignMortgageContract = act }], ct);
        await UntilReceiptAsync(user, token => finance.SubmitAsync(envelope, token), ct);
    }

    /// <summary>"Ordered" is no acknowledgement: the same request, with its id, is sent until there is a receipt.</summary>
    private async Task UntilReceiptAsync(string user, Func<CancellationToken, Task<WriteOutcome>> write, CancellationToken ct)
    {
        WriteOutcome outcome;
        do
            outcome = await write(ct);
        while (!outcome.IsRecorded);
        acknowledged.Add(new AcknowledgedWrite(user, outcome.Receipt!));
    }
}
