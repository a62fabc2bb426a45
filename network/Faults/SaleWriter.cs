using Ledger.Client;
using Ledger.V1;

namespace Ledger.Network;

/// <summary>
/// Writes one sale after the other, from the opening of the flat to the registered mortgage, each act only once the one before
/// is acknowledged: an act that was acknowledged and lost would let the next one fail.
/// </summary>
/// <param name="clients">Who acts.</param>
/// <param name="numbers">Numbers of the papers, shared by all writers.</param>
/// <param name="nextFlat">Gives a unit code that nobody else writes.</param>
/// <param name="acknowledged">Where receipts go.</param>
internal sealed class SaleWriter(NetworkClients clients, DemoNumbers numbers, Func<string> nextFlat, AcknowledgedWrites acknowledged) : ILoad
{
    private static readonly string Bank = LocalMember.All.Single(member => member.Organisation == LocalMember.BankA).CreditCode;

    private readonly Queue<Func<CancellationToken, Task>> acts = new();

    /// <inheritdoc/>
    public async Task RunAsync(CancellationToken pause, CancellationToken ct)
    {
        while (!pause.IsCancellationRequested)
        {
            if (acts.Count == 0)
                BeginSale();
            await acts.Peek()(ct);
            acts.Dequeue();
        }
    }

    private void BeginSale()
    {
        var papers = new DemoPapers(numbers, nextFlat());
        Enqueue("registration-clerk", papers.OpenFlat(), static (client, request, context, ct) =>
            client.Registration.WriteAsync([new() { OpenFirstRegistration = request }], context, ct));
        Enqueue("transaction-clerk", papers.Sale(), static (client, request, context, ct) =>
            client.Transaction.WriteAsync([new() { SignContract = request }], context, ct));
        Enqueue("transaction-clerk", papers.File(papers.Contract),
            static (client, request, context, ct) => client.Transaction.WriteAsync([new() { FileContract = request }], context, ct));
        Enqueue("tax-clerk", papers.Assess(), static (client, request, context, ct) => client.Tax.WriteAsync([new() { Assess = request }], context, ct));
        Enqueue("tax-clerk", papers.Pay(), static (client, request, context, ct) => client.Tax.WriteAsync([new() { Pay = request }], context, ct));
        Enqueue("registration-clerk", papers.Transfer(DemoPapers.Buyer),
            static (client, request, context, ct) => client.Registration.WriteAsync([new() { RecordTransfer = request }], context, ct));
        acts.Enqueue(ct => SignMortgageAsync(papers.MortgageContract(Bank), ct));
        Enqueue("registration-clerk", papers.RegisterMortgage(Bank),
            static (client, request, context, ct) => client.Registration.WriteAsync([new() { RegisterMortgage = request }], context, ct));
    }

    private void Enqueue<TRequest>(string user, TRequest request, Func<LedgerClient, TRequest, RequestContext, CancellationToken, Task<WriteOutcome>> write)
    {
        // Filled in when the request is first sent: the same id every time.
        var context = new RequestContext();
        acts.Enqueue(ct => UntilReceiptAsync(user, token => write(clients[user], request, context, token), ct));
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
