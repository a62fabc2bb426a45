using Google.Protobuf;
using Ledger.Acts;
using Ledger.Chain;
using Ledger.Client;
using Ledger.Contracts;
using Ledger.Facts;
using Ledger.Log;
using Ledger.V1;
using Ledger.Verifier;

namespace Ledger.Network;

/// <summary>
/// Three stories on one ledger: a sale with a loan, a new home from permit to title, a court's sale. Then a bank proves the lien and
/// its absence offline, an auditor replays the chain, and a tampered record is found.
/// </summary>
internal sealed partial class DemoStory : IDisposable
{
    private const uint RightToLand = 3;
    private const uint RightToLandAndHouse = 4;
    private const uint Home = 10;

    private readonly LocalNetwork network;
    private readonly Narrator narrator;
    private readonly TimeProvider clock;
    private readonly string evidenceFolder;
    private readonly CancellationToken stopping;
    private readonly DemoNumbers numbers;
    private readonly List<LedgerClient> clients = [];
    private readonly LedgerClient transaction;
    private readonly LedgerClient tax;
    private readonly LedgerClient registration;
    private readonly LedgerClient reviewer;
    private readonly LedgerClient bankA;
    private readonly LedgerClient bankB;
    private readonly LedgerClient auditor;

    /// <summary>The stories of a network that runs.</summary>
    /// <param name="network">The network, new.</param>
    /// <param name="narrator">Tells them.</param>
    /// <param name="clock">Every act is done now.</param>
    /// <param name="evidenceFolder">Where the bank keeps its evidence.</param>
    /// <param name="ct">Ends them.</param>
    public DemoStory(LocalNetwork network, Narrator narrator, TimeProvider clock, string evidenceFolder, CancellationToken ct)
    {
        (this.network, this.narrator, this.clock, this.evidenceFolder, stopping) = (network, narrator, clock, evidenceFolder, ct);
        numbers = new(Day.At((ulong)clock.GetUtcNow().ToUnixTimeMilliseconds()));
        transaction = Connect("transaction-clerk");
        tax = Connect("tax-clerk");
        registration = Connect("registration-clerk");
        reviewer = Connect("registration-reviewer");
        bankA = Connect("bank-a-officer");
        bankB = Connect("bank-b-officer");
        auditor = Connect("auditor");
    }

    private ulong NowMs => (ulong)clock.GetUtcNow().ToUnixTimeMilliseconds();

    private ulong InAnHour => (ulong)clock.GetUtcNow().AddHours(1).ToUnixTimeMilliseconds();

    /// <summary>Runs the stories.</summary>
    /// <exception cref="DemoException">A step went otherwise than told.</exception>
    /// <exception cref="LedgerException">A call failed that should not.</exception>
    public async Task RunAsync()
    {
        Directory.CreateDirectory(evidenceFolder);
        var sale = await SellWithLoanAsync();
        var loan = await BuildAsync();
        await AuctionAsync();

        narrator.Story("证明、审计与追查", "Proof, audit and tampering");
        await ProveAsync(loan);
        await ReplayAsync(auditor, stopping);
        await TamperAsync(sale, stopping);
    }

    /// <inheritdoc/>
    public void Dispose() => clients.ForEach(static client => client.Dispose());

    // What the old book has, before the ledger.
    private async Task<string> TakeOverAsync(string unit, PartyInput owner)
    {
        var certificate = numbers.Title();
        await RecordAsync($"taken over / 迁移 {unit}", registration, new OpenMigratedRequest
        {
            Recording = new()
            {
                AcceptanceNumber = numbers.Acceptance(),
                AcceptanceTimeMs = NowMs,
                RecordingDate = numbers.Today,
                RecordingTimeMs = NowMs,
                Reviewer = ByteString.CopyFrom(reviewer.Operator.Span),
                Town = LocalStaff.Town,
            },
            Opening = new()
            {
                UnitCode = unit,
                BusinessNumber = numbers.Business(),
                RightType = RightToLandAndHouse,
                Use = Home,
                Area = "89.50",
                Owners = { new OwnerInput { Party = owner, Certificate = certificate } },
            },
            MigrationDate = numbers.Today,
            Since =
            {
                Enum.GetValues<EncumbranceKind>().Where(static kind => kind != EncumbranceKind.Unspecified)
                    .Select(kind => new OldKindInput { Kind = kind, Day = numbers.Today }),
            },
            Document = DemoPaper.Of("old-book", "登记簿扫描件"),
        });
        return certificate;
    }

    private async Task ProveAsync(DemoLoan loan)
    {
        narrator.Step("乙银行查询权利负担，取得证明并离线验证", "Bank B checks the lien on the new home, keeps the certificate and verifies it offline");
        var check = await bankB.Verification.CheckLienAsync(loan.CheckAsMortgagee(InAnHour), LocalMember.Registration, stopping);
        await VerifyOfflineAsync("lien.json", check.File, CertificateOutcome.Encumbered, stopping);

        narrator.Step("贷款结清：乙银行解除，登记注销抵押", "The loan is settled: bank B releases, registration cancels the mortgage");
        await RecordAsync("release / 解除", bankB, loan.Release());
        var file = Case("", (FlowCode.M9, NewFlat, [DemoPaper.Chen]));
        await RecordAtOnceAsync("cancelled / 注销", file, loan.Cancel(file.Recording(reviewer), file.Business(FlowCode.M9)));

        narrator.Step("乙银行凭业主授权再查：住宅与宗地均无权利负担", "Bank B asks again with the owner's authorisation: flat and parcel bear no encumbrance");
        check = await bankB.Verification.CheckLienAsync(loan.CheckWithAuthorisation(InAnHour), LocalMember.Registration, stopping);
        await VerifyOfflineAsync("no-lien.json", check.File, CertificateOutcome.Clean, stopping);
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

    private void Expect(string rule, string what, IEnumerable<RuleFailure> failures)
    {
        var all = failures.ToList();
        if (all.TrueForAll(failure => failure.Rule != rule))
            throw new DemoException($"{what} was refused by {string.Join(", ", all.Select(failure => failure.Rule))}, not by {rule}");
        narrator.Refused(what, all);
    }

    /// <summary>An office's acts, in one envelope, that must be recorded.</summary>
    private async Task<WriteOutcome> RecordAsync(string what, LedgerClient office, params IReadOnlyList<IMessage> acts)
    {
        var outcome = await WriteAsync(office, acts);
        narrator.Recorded(what, outcome);
        return outcome;
    }

    /// <summary>An office's acts that a rule must refuse.</summary>
    private async Task RefuseAsync(string rule, string what, LedgerClient office, params IReadOnlyList<IMessage> acts)
    {
        try
        {
            await WriteAsync(office, acts);
        }
        catch (RefusedException e)
        {
            Expect(rule, what, e.Failures);
            return;
        }

        throw new DemoException($"{what} was recorded; rule {rule} should have refused it");
    }

    /// <summary>A case that is accepted by the clerk, reviewed by the reviewer and recorded, all in one envelope (即时办结).</summary>
    private Task<WriteOutcome> RecordAtOnceAsync(string what, DemoCase file, params IReadOnlyList<IMessage> acts)
        => RecordAsync(what, registration, [file.Application, file.Review(reviewer, registration), .. acts]);

    private Task<WriteOutcome> WriteAsync(LedgerClient office, IReadOnlyList<IMessage> acts)
    {
        var department = office.Profile.Department;
        var wrapped = acts.Select(act => Door.Of(department).Wrap(act)).ToList();
        return department switch
        {
            LocalMember.Transaction => office.Transaction.WriteAsync([.. wrapped.Cast<TransactionAct>()], cancellationToken: stopping),
            LocalMember.Tax => office.Tax.WriteAsync([.. wrapped.Cast<TaxAct>()], cancellationToken: stopping),
            LocalMember.Registration => office.Registration.WriteAsync([.. wrapped.Cast<RegistrationAct>()], cancellationToken: stopping),
            _ => office.Finance.SubmitAsync([.. wrapped.Cast<FinanceAct>()], cancellationToken: stopping),
        };
    }

    private DemoCase Case(string basis, params (FlowCode Flow, string Unit, PartyInput[] Applicants)[] flows)
        => new(numbers, () => NowMs, basis, flows);

    private LedgerClient Connect(string user)
    {
        var client = LedgerClient.Connect(network.Profile(user), new LedgerClientOptions { Clock = clock });
        clients.Add(client);
        return client;
    }
}
