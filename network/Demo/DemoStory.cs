using Ledger.Chain;
using Ledger.Client;
using Ledger.Contracts;
using Ledger.Facts;
using Ledger.Log;
using Ledger.V1;
using Ledger.Verifier;

namespace Ledger.Network;

/// <summary>
/// The whole way, once: a flat is registered, sold, taxed, transferred, mortgaged, seized and freed by four departments; a
/// bank proves the lien and its absence offline; an auditor replays the chain; a tampered record is found.
/// </summary>
internal sealed class DemoStory(LocalNetwork network, Narrator narrator, TimeProvider clock, string evidenceFolder)
{
    private readonly DemoPapers papers = new(new DemoNumbers(Day.At((ulong)clock.GetUtcNow().ToUnixTimeMilliseconds())));
    private readonly string bank = LocalMember.All.Single(member => member.Organisation == LocalMember.BankA).CreditCode;

    private ulong InAnHour => (ulong)clock.GetUtcNow().AddHours(1).ToUnixTimeMilliseconds();

    /// <summary>Runs the story.</summary>
    /// <exception cref="DemoException">A step went otherwise than told.</exception>
    /// <exception cref="LedgerException">A call failed that should not.</exception>
    public async Task RunAsync(CancellationToken ct)
    {
        Directory.CreateDirectory(evidenceFolder);
        using var transaction = Connect("transaction-clerk");
        using var registration = Connect("registration-clerk");
        using var tax = Connect("tax-clerk");
        using var bankA = Connect("bank-a-officer");
        using var bankB = Connect("bank-b-officer");
        using var auditor = Connect("auditor");

        await OpenAsync(registration, ct);
        var sale = await SignAsync(transaction, ct);
        await TaxAndTransferAsync(registration, tax, ct);
        await MortgageAsync(registration, bankA, ct);
        await CheckLienAsync(bankA, ct);
        await OthersReleaseAsync(bankB, ct);
        await SeizeAsync(transaction, registration, ct);
        await SettleAsync(registration, bankA, ct);
        await ProveNoneAsync(bankA, ct);
        await ReplayAsync(auditor, ct);
        await TamperAsync(sale, ct);
    }

    private async Task OpenAsync(LedgerClient registration, CancellationToken ct)
    {
        narrator.Step("登记：宗地与住宅首次登记", "Registration: first registration of the parcel and of a flat on it");
        narrator.Recorded(DemoPapers.Parcel, await registration.Registration.OpenFirstRegistrationAsync(papers.OpenParcel(), ct));
        narrator.Recorded(papers.Flat, await registration.Registration.OpenFirstRegistrationAsync(papers.OpenFlat(), ct));
    }

    private async Task<WriteOutcome> SignAsync(LedgerClient transaction, CancellationToken ct)
    {
        narrator.Step("交易：网签合同签订并备案", "Transaction: the sale contract is signed and filed");
        var signed = await transaction.Transaction.SignContractAsync(papers.Sale(), ct);
        narrator.Recorded($"signed / 签订 {papers.Contract}", signed);
        narrator.Recorded($"filed / 备案 {papers.Contract}", await transaction.Transaction.FileContractAsync(papers.File(papers.Contract), ct));

        narrator.Step("交易：同一住宅第二份合同（一房二卖）", "Transaction: a second contract on the same flat");
        await ExpectRefusalAsync("C-05", papers.RivalContract, () => transaction.Transaction.SignContractAsync(papers.RivalSale(), ct));
        return signed;
    }

    private async Task TaxAndTransferAsync(LedgerClient registration, LedgerClient tax, CancellationToken ct)
    {
        narrator.Step("登记：未完税即申请转移（先税后证）", "Registration: transfer before the tax is cleared");
        await ExpectRefusalAsync("C-14", "transfer / 转移", () => registration.Registration.RecordTransferAsync(papers.Transfer(DemoPapers.Buyer), ct));

        narrator.Step("税务：核税与完税", "Tax: assessed and paid");
        narrator.Recorded("assessed / 核税", await tax.Tax.AssessTaxAsync(papers.Assess(), ct));
        narrator.Recorded($"paid / 完税 {papers.DeedTicket}", await tax.Tax.PayTaxAsync(papers.Pay(), ct));

        narrator.Step("登记：受让人与买受人不一致", "Registration: transfer to somebody who is not the buyer");
        await ExpectRefusalAsync("C-08", "transfer / 转移", () => registration.Registration.RecordTransferAsync(papers.Transfer(DemoPapers.Rival), ct));

        narrator.Step("登记：转移登记登簿", "Registration: the transfer is recorded");
        narrator.Recorded(papers.Flat, await registration.Registration.RecordTransferAsync(papers.Transfer(DemoPapers.Buyer), ct));
    }

    private async Task MortgageAsync(LedgerClient registration, LedgerClient bankA, CancellationToken ct)
    {
        narrator.Step("金融：甲银行以自己的密钥签抵押合同；登记：抵押权首次登记", "Finance: bank A signs the mortgage contract with its own key; registration registers it");
        narrator.Recorded("mortgage contract / 抵押合同", await bankA.Finance.SignMortgageContractAsync(papers.MortgageContract(bank), cancellationToken: ct));
        narrator.Recorded("mortgage registered / 抵押登记", await registration.Registration.RegisterMortgageAsync(papers.RegisterMortgage(bank), ct));
    }

    private async Task CheckLienAsync(LedgerClient bankA, CancellationToken ct)
    {
        narrator.Step("甲银行查询权利负担，取得证明并离线验证", "Bank A checks the lien, keeps the certificate and verifies it offline");
        var check = await bankA.Verification.CheckLienAsync(papers.CheckAsMortgagee(bank, InAnHour), LocalMember.Registration, ct);
        await VerifyOfflineAsync("lien.json", check.File, CertificateOutcome.Encumbered, ct);
    }

    private async Task OthersReleaseAsync(LedgerClient bankB, CancellationToken ct)
    {
        narrator.Step("乙银行企图解除甲银行的抵押", "Bank B tries to release bank A's mortgage");
        await ExpectRefusalAsync("C-41", "release by bank B / 乙银行解除", () => bankB.Finance.ReleaseAsync(papers.Release(bank), cancellationToken: ct));

        narrator.Step("金融部门节点自己签名企图解除", "The finance department's own node tries it with its own key");
        var reply = await RogueFinanceNode.ReleaseAsync(network, papers.Mortgage(bank), clock, ct);
        if (reply.ResultCase != SubmitEnvelopeReply.ResultOneofCase.Refused)
            throw new DemoException($"the finance node's release was answered {reply.ResultCase}, not refused");
        Expect("C-41", "release by the finance node / 金融部门节点解除", reply.Refused.Failures);
    }

    private async Task SeizeAsync(LedgerClient transaction, LedgerClient registration, CancellationToken ct)
    {
        narrator.Step("业主转售：合同已签；法院查封到达", "The owner signs a resale; a court's seizure arrives");
        narrator.Recorded($"signed / 签订 {papers.Resale}", await transaction.Transaction.SignContractAsync(papers.Resell(), ct));
        narrator.Recorded($"seizure / 查封 {papers.Seizure}", await registration.Registration.EnterSeizureAsync(papers.Seize(), ct));

        narrator.Step("交易：查封期间备案", "Transaction: filing the resale while the flat is seized");
        await ExpectRefusalAsync("C-29", "filing / 备案", () => transaction.Transaction.FileContractAsync(papers.File(papers.Resale), ct));

        narrator.Step("登记：解除查封", "Registration: the seizure is lifted");
        narrator.Recorded("lifted / 解封", await registration.Registration.LiftSeizureAsync(papers.Lift(), ct));
    }

    private async Task SettleAsync(LedgerClient registration, LedgerClient bankA, CancellationToken ct)
    {
        narrator.Step("贷款结清：甲银行解除，登记注销抵押", "The loan is settled: bank A releases, registration cancels the mortgage");
        narrator.Recorded("release / 解除", await bankA.Finance.ReleaseAsync(papers.Release(bank), cancellationToken: ct));
        narrator.Recorded("cancelled / 注销", await registration.Registration.CancelMortgageAsync(papers.CancelMortgage(bank), ct));
    }

    private async Task ProveNoneAsync(LedgerClient bankA, CancellationToken ct)
    {
        narrator.Step("甲银行凭业主授权再查：住宅与宗地均无权利负担", "Bank A asks again with the owner's authorisation: flat and parcel bear no encumbrance");
        var check = await bankA.Verification.CheckLienAsync(papers.CheckWithAuthorisation(InAnHour), LocalMember.Registration, ct);
        await VerifyOfflineAsync("no-lien.json", check.File, CertificateOutcome.Clean, ct);
    }

    private async Task ReplayAsync(LedgerClient auditor, CancellationToken ct)
    {
        narrator.Step("审计：从创世重放全链", "The auditor replays the chain from genesis");
        var verdict = await auditor.Reader.GetCheckpointAsync(department: LocalMember.Tax, cancellationToken: ct);
        var checkpoint = verdict.Checkpoint!;
        var entries = auditor.Reader.ReadEntriesAsync(0, checkpoint.Size, LocalMember.Tax, ct).Select(raw => raw.Entry.Memory);
        var replayed = await Replay.RunAsync(entries, network.GenesisSha256, new LedgerContract(), progress: null, ct);
        if (replayed.Head.Size != checkpoint.Size || !replayed.Head.Root.AsSpan().SequenceEqual(checkpoint.Root.Span))
            throw new DemoException("the replayed log is not the one that the checkpoint signs");
        narrator.Say($"✓ {replayed.Head.Number} blocks, {replayed.Events} events, every signature and every rule executed again / 逐块逐条重新执行");
        narrator.Say($"  state root / 状态根 {Convert.ToHexStringLower(replayed.Head.StateRoot)}");
        narrator.Say($"  cosigned by / 共同签名: {string.Join(", ", verdict.Signatures.Select(signature => signature.Key.Name).Distinct(StringComparer.Ordinal))}");
    }

    private async Task TamperAsync(WriteOutcome sale, CancellationToken ct)
    {
        narrator.Step("有人绕过部门改动了案卷中的付款方式", "Somebody with access to the disk changes how the price is paid in the transaction department's own record");
        await CheckRecordsAsync(expectFault: false, ct);
        await Insider.ChangeAsync(network.Node(LocalMember.Transaction).RecordFile, sale.RecordId, "按揭", "全款", ct);
        await CheckRecordsAsync(expectFault: true, ct);
    }

    private async Task CheckRecordsAsync(bool expectFault, CancellationToken ct)
    {
        using var administrator = new LocalAdministrator(network.Profile("transaction-administrator"), clock);
        var messages = await administrator.CheckRecordsAsync(ct);
        var faults = messages.Where(message => !message.Finished).ToList();
        if (faults.Count > 0 != expectFault)
            throw new DemoException($"{faults.Count} faults were found in the records: {string.Join("; ", faults.Select(fault => fault.MessageEn))}");
        narrator.Say(
            $"{(expectFault ? "✗" : "✓")} {messages[^1].RecordsChecked} records compared with the ledger, {faults.Select(fault => fault.RecordId).Distinct(StringComparer.Ordinal).Count()} differ / 逐件比对");
        foreach (var fault in faults)
        {
            narrator.Say($"    {fault.RecordId}: {fault.MessageZh}");
            narrator.Say($"    {fault.MessageEn}");
        }
    }

    private async Task VerifyOfflineAsync(string name, byte[] certificate, CertificateOutcome expected, CancellationToken ct)
    {
        var file = Path.Combine(evidenceFolder, name);
        await File.WriteAllBytesAsync(file, certificate, ct);

        // From here on nothing but two files: the certificate and the reader's policy.
        var policy = Policy.Parse(await File.ReadAllTextAsync(network.PolicyFile, ct));
        var report = new CertificateVerifier(policy, clock).Verify(await File.ReadAllBytesAsync(file, ct));
        if (report.Outcome != expected)
            throw new DemoException($"the certificate says {report.Outcome}: {report.Text.English}");
        narrator.Say($"✓ {report.Text.Chinese}");
        narrator.Say($"  {report.Text.English}");
        narrator.Say(
            $"  evidence time / 证据时间 {report.EvidenceTime?.ToOffset(TimeSpan.FromHours(8)):yyyy-MM-dd HH:mm:ss zzz}; checkpoint of {report.Checkpoint!.Size} entries; {file}");
    }

    private async Task ExpectRefusalAsync(string rule, string what, Func<Task<WriteOutcome>> act)
    {
        try
        {
            await act();
        }
        catch (RefusedException e)
        {
            Expect(rule, what, e.Failures);
            return;
        }

        throw new DemoException($"{what} was recorded; rule {rule} should have refused it");
    }

    private void Expect(string rule, string what, IEnumerable<RuleFailure> failures)
    {
        var all = failures.ToList();
        if (all.TrueForAll(failure => failure.Rule != rule))
            throw new DemoException($"{what} was refused by {string.Join(", ", all.Select(failure => failure.Rule))}, not by {rule}");
        narrator.Refused(what, all);
    }

    private LedgerClient Connect(string user) =>
        LedgerClient.Connect(network.Profile(user), new LedgerClientOptions { Clock = clock });
}
