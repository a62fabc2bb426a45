using System.Text.Json.Nodes;
using Google.Protobuf;
using Ledger.Client;
using Ledger.Facts;
using Ledger.Network;
using Ledger.V1;

namespace Ledger.EndToEnd.Tests;

/// <summary>
/// Cases by the program <c>ledger</c> alone, against a running network: a sale with a loan from one town's counter through all departments to
/// the certificates of another, the work lists, a case that is overdue, one that is withdrawn with its refund, a counter's batch. What was run
/// and shown is written down (docs/cases-transcript.md and docs/cases-ends-transcript.md are such runs).
/// </summary>
public sealed class CaseCommandTests
{
    private const string Flat = "441900004001GB00011F00010101";
    private const string LateFlat = "441900004001GB00011F00010102";
    private const string LostFlat = "441900004001GB00011F00010103";
    private const string Clerk = "registration-clerk";
    private const string Officer = "bank-a-officer";
    private const ulong DayMs = 86_400_000;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact(Timeout = 600_000)]
    public async Task A_sale_with_a_loan_goes_from_one_towns_counter_to_the_certificates_of_another()
    {
        await using var story = await CaseStory.BeginAsync();
        await story.MigrateAsync(Flat);
        var sale = await story.FileSaleAsync(Flat);
        var loan = new DemoLoan(story.Numbers, CaseStory.Bank, Flat, DemoPaper.Bo, sale.Basis);

        // Nancheng's counter watches its list all the while; nothing is on it yet.
        await using var watch = story.Ledger.Start(
            "registration-reviewer", "case", "list", "--executing-town", LocalStaff.Town, "--watch", "--json");
        await watch.WaitForLineAsync(static line => line.Contains("block", StringComparison.Ordinal), Ct);

        // Only what no department wrote is asked; with nobody at a terminal it is named.
        var number = story.Numbers.Acceptance();
        string[] begin = ["case", "new", "--template", "sale-with-loan", "--basis", sale.Basis, "--acceptance", number, "--town", CaseStory.Humen];
        var lacking = await story.Ledger.ExpectAsync(4, Clerk, begin);
        Assert.Equal(
            ["flows[0].business_number", "flows[1].business_number", "applicants[0].parties[0].name", "applicants[0].parties[0].document_number",
                "applicants[0].parties[1].name", "applicants[0].parties[1].document_number"],
            Fields(lacking));
        string[] known = ["--file", story.Ledger.WriteRequest("known.json", story.Known(Flat, [DemoPaper.An, DemoPaper.Bo], FlowCode.F211, FlowCode.M1))];
        await story.RunAsync(Clerk, [.. begin, .. known]);

        // The same line again sends nothing and shows the case.
        Assert.Equal(number, (string?)(await story.Ledger.ExpectAsync(0, Clerk, [.. begin, .. known]))["page"]!["acceptance_number"]);
        var accepted = await story.ShowAsync(Clerk, number, "finance", "tax", "registration");
        Assert.Equal(CaseStory.Humen, (string?)accepted["holders"]!.AsArray()[2]!["town"]?.ToString());
        await story.ListAsync(Clerk, [number], "--executing-town", CaseStory.Humen, "--step", "reviewed");
        await story.ListAsync("tax-clerk", [number], "--holder", "tax");

        // The hand-over does not stop the clock.
        await story.ActAsync(Clerk, new HandOverCaseRequest
        {
            AcceptanceNumber = number,
            Date = story.Numbers.Today,
            FromTown = CaseStory.Humen,
            ToTown = LocalStaff.Town,
            Step = HandOverStep.Review,
            Document = DemoPaper.Of("hand-over", "移交单"),
        });
        await story.ActAsync("registration-reviewer", story.Passed(number));
        await watch.WaitForLineAsync(line => line.Contains(number, StringComparison.Ordinal), Ct);
        var reviewed = await story.ShowAsync(Clerk, number, "finance", "tax");
        Assert.Equal(LocalStaff.Town, reviewed["page"]!["executing_town"]!.ToString());
        Assert.Equal(accepted["promise"]!["ends"]!.ToString(), reviewed["promise"]!["ends"]!.ToString());
        await story.ListAsync(Clerk, [], "--executing-town", CaseStory.Humen);
        await story.ListAsync(Clerk, [number], "--executing-town", LocalStaff.Town, "--due-within", "5");

        await story.ActAsync(Officer, loan.Sign());
        await story.ActAsync(Officer, sale.Deposit());
        await story.ActAsync("tax-clerk", sale.Declare());
        await story.ActAsync("tax-clerk", sale.Assess());
        await story.ShowAsync("tax-clerk", number, "tax");

        // It is not recorded before its time, and says what it waits for.
        var early = await story.Ledger.ExpectAsync(4, Clerk, "case", "record", number);
        Assert.Contains("taxes paid or exempted", early.ToJsonString(), StringComparison.Ordinal);
        await story.ActAsync("tax-clerk", sale.Pay());
        await story.ShowAsync(Clerk, number, "registration");

        // Transfer and mortgage in one envelope: the clerk gives the numbers of the certificates and nothing else.
        Assert.Equal(["--certificate[0]", "--certificate[1]"], Fields(await story.Ledger.ExpectAsync(4, Clerk, "case", "record", number)));
        var (title, proof) = (story.Numbers.Title(), story.Numbers.Proof());
        string[] record = ["case", "record", number, "--certificate", title, "--certificate", proof];
        Assert.Equal("judged", (string?)(await story.Ledger.ExpectAsync(0, Clerk, [.. record, "--dry-run"]))["state"]);
        var recorded = await story.RunAsync(Clerk, record);
        Assert.Equal("recorded", (string?)recorded["state"]);
        await story.ShowAsync("transaction-clerk", number, "registration", "transaction");
        Assert.Equal("CASE_STATE_RECORDED", (string?)(await story.Ledger.ExpectAsync(0, Clerk, record))["state"]);

        await story.ActAsync(Clerk, await IssuingAsync(story, number, title, proof, loan.Id));
        await story.ActAsync("transaction-clerk", sale.PayOut());
        await story.ActAsync(Clerk, Archiving(story, number));
        Assert.Equal("CASE_STATE_ARCHIVED", (string?)(await story.ShowAsync(Clerk, number))["state"]);
        await watch.WaitForLineAsync(line => line.Contains("\"gone\"", StringComparison.Ordinal) && line.Contains(number, StringComparison.Ordinal), Ct);
        watch.Interrupt();
        await watch.ExitAsync(Ct);
        await story.WriteTranscriptAsync(
            "cases-transcript.md", "A case from one town's counter to another's certificates",
            "A run of `CaseCommandTests` (tests/Ledger.EndToEnd.Tests) as it was shown: a sale with a loan, accepted in Humen (441900121), handed over\n"
            + "to Nancheng (441900004) and executed there, by the program `ledger` alone. Each line begins with whose profile it is.");
    }

    [Fact(Timeout = 600_000)]
    public async Task An_overdue_case_stands_on_its_list_and_a_withdrawn_one_leads_to_its_refund()
    {
        await using var story = await CaseStory.BeginAsync();
        await story.MigrateAsync(LateFlat);
        await story.MigrateAsync(LostFlat);
        await LateAsync(story);
        await WithdrawnAsync(story);
        await BatchAsync(story);
        await AtATerminalAsync(story);
        await story.WriteTranscriptAsync(
            "cases-ends-transcript.md", "Cases that end otherwise, and a counter's batch",
            "A run of `CaseCommandTests` (tests/Ledger.EndToEnd.Tests) as it was shown: a case beyond its promise; one withdrawn after tax and money had\n"
            + "come in, with the way back of both; a counter's batch, run for the third time; an application at a terminal.");
    }

    // Accepted three weeks ago and entered today, as after an outage.
    private static async Task LateAsync(CaseStory story)
    {
        var known = story.Known(LateFlat, [DemoPaper.An], FlowCode.M1);
        known.AcceptanceTimeMs = CaseStory.NowMs - (21 * DayMs);
        var number = $"{Day.At(known.AcceptanceTimeMs).Number}00001";
        await story.RunAsync(
            Clerk, "case", "new", "--template", "mortgage", "--acceptance", number, "--town", LocalStaff.Town, "--file",
            story.Ledger.WriteRequest("late.json", known));
        var view = await story.ShowAsync(Clerk, number, "finance", "registration");
        Assert.True((bool)view["promise"]!["exceeded"]!);
        var late = Assert.Single(await story.ListAsync(Clerk, [number], "--overdue"));
        Assert.True((bool)late!["overdue"]!);
        await story.ActAsync(Clerk, new WithdrawCaseRequest
        {
            AcceptanceNumber = number,
            Date = story.Numbers.Today,
            Applicants = { known.Applicants },
            Document = DemoPaper.Of("withdrawal", "撤回申请书"),
        });
        await story.ListAsync(Clerk, [], "--overdue");

        // Nothing was paid: nothing goes back.
        view = await story.ShowAsync(Clerk, number, "registration");
        Assert.Equal(["CASE_STEP_KIND_ARCHIVED"], DueSteps(view));
        await story.ActAsync(Clerk, Archiving(story, number));
    }

    private static async Task WithdrawnAsync(CaseStory story)
    {
        var sale = await story.FileSaleAsync(LostFlat);
        await story.ActAsync(Officer, sale.Deposit());
        await story.ActAsync("tax-clerk", sale.Declare());
        await story.ActAsync("tax-clerk", sale.Assess());
        var paid = sale.Pay();
        await story.ActAsync("tax-clerk", paid);
        var number = story.Numbers.Acceptance();
        var known = story.Known(LostFlat, [DemoPaper.An, DemoPaper.Bo], FlowCode.F211);
        await AcceptReviewedAsync(story, number, sale.Basis, known);
        await story.ShowAsync(Clerk, number, "registration");
        await story.ActAsync(Clerk, new WithdrawCaseRequest
        {
            AcceptanceNumber = number,
            Date = story.Numbers.Today,
            Applicants = { known.Applicants },
            Document = DemoPaper.Of("withdrawal", "撤回申请书"),
        });

        // First the contract ends, then money and taxes go back.
        var view = await story.ShowAsync("tax-clerk", number, "transaction", "registration");
        Assert.Equal("CASE_STEP_STATE_WAITING", CaseStory.StateOf(view, "TAX_REFUNDED"));
        Assert.Equal("CASE_STEP_STATE_WAITING", CaseStory.StateOf(view, "FUNDS_RELEASED"));
        await story.ActAsync("transaction-clerk", new RevokeContractRequest
        {
            ContractNumber = sale.Basis,
            Date = story.Numbers.Today,
            Reason = "WITHDRAWN",
            Document = DemoPaper.Of("agreement", "解除协议"),
        });
        await story.ShowAsync("tax-clerk", number, "transaction", "tax", "registration");
        await story.ListAsync("tax-clerk", [number], "--holder", "tax", "--step", "tax-refunded");
        var back = sale.PayOut();
        (back.To, back.Ground) = (FundPayee.Buyer, FundReleaseGround.ContractEnded);
        await story.ActAsync("transaction-clerk", back);
        var refund = new RefundTaxRequest
        {
            ContractNumber = sale.Basis,
            Date = story.Numbers.Today,
            Reason = RefundReason.ContractFailed,
            Document = DemoPaper.Of("application", "退税申请"),
        };
        refund.Refunds.AddRange(paid.Tickets.SelectMany(static ticket => ticket.Lines.Select(line => new RefundInput
        {
            TicketNumber = ticket.Number,
            Amount = line.Amount,
            Tax = line.Tax,
            Side = line.Side,
            UnitCode = line.UnitCode,
        })));
        await story.ActAsync("tax-clerk", refund);
        view = await story.ShowAsync(Clerk, number, "registration");
        foreach (var step in (string[])["BASIS_ENDED", "FUNDS_RELEASED", "TAX_REFUNDED"])
            Assert.Equal("CASE_STEP_STATE_DONE", CaseStory.StateOf(view, step));
        await story.ActAsync(Clerk, Archiving(story, number));
        Assert.Equal("CASE_STATE_ARCHIVED", (string?)(await story.ShowAsync(Clerk, number))["state"]);
    }

    // Written out, signed by the reviewer, and submitted together with the review.
    private static async Task AcceptReviewedAsync(CaseStory story, string number, string basis, AcceptApplicationRequest known)
    {
        string[] begin = ["case", "new", "--template", "sale", "--basis", basis, "--acceptance", number, "--town", LocalStaff.Town];
        var saved = await story.RunAsync(
            Clerk, [.. begin, "--file", story.Ledger.WriteRequest("known.json", known), "--save", story["application.json"]]);
        var signed = await story.RunAsync(
            "registration-reviewer", "case", "sign-review", "--file", story.Ledger.WriteRequest("review.json", story.Passed(number)), "--application",
            story["application.json"], "--acceptor", (string)saved["acceptor"]!);
        Assert.Equal(Convert.ToHexStringLower(story.Reviewer.Span), (string?)signed["reviewer"]);
        await File.WriteAllTextAsync(story["signed.json"], signed.ToJsonString(), Ct);
        await story.RunAsync(Clerk, "case", "new", "--template", "sale", "--file", story["application.json"], "--review", story["signed.json"]);
    }

    private static async Task BatchAsync(CaseStory story)
    {
        var (first, second) = (story.Numbers.Acceptance(), story.Numbers.Acceptance());
        await File.WriteAllTextAsync(story["day.csv"], $"""
            template,acceptance_number,acceptance_time,town,executing_town,unit_codes,business_numbers,applicants
            mortgage,{first},{story.Numbers.Today} 00:01,{CaseStory.Humen},{LocalStaff.Town},{LateFlat},{story.Numbers.Business()},安一:1:441900188001010016
            mortgage,{second},{story.Numbers.Today} 00:01,{CaseStory.Humen},{LocalStaff.Town},{LateFlat},,安一:1:441900188001010016
            """, Ct);
        string[] line = ["case", "batch", "--file", story["day.csv"]];

        // The second lacks its business number, in both runs; the first is sent once.
        Assert.Equal(["accepted", "missing"], await ResultsAsync(story, line));
        Assert.Equal(["already", "missing"], await ResultsAsync(story, line));
        story.Note(Clerk, line, (await story.Ledger.RunAsync(Clerk, [.. line, "--lang", "en"])).Output);

        // The same batch as JSON finds the first on the ledger, too.
        var application = new AcceptApplicationRequest { AcceptanceNumber = first };
        var known = new JsonFormatter(JsonFormatter.Settings.Default).Format(application);
        await File.WriteAllTextAsync(story["day.json"], $"[{{\"template\": \"mortgage\", \"application\": {known}}}]", Ct);
        var run = await story.Ledger.ExpectAsync(0, Clerk, "case", "batch", "--file", story["day.json"]);
        Assert.Equal("already", (string?)run["result"]);
    }

    // Field by field: what is wrong is told at once and asked again.
    private static async Task AtATerminalAsync(CaseStory story)
    {
        string[] line = ["case", "new", "--template", "objection", "--town", LocalStaff.Town];
        var number = story.Numbers.Acceptance();
        var answers = string.Join(
            '\n', "2026", number, "4419", LostFlat, story.Numbers.Business(), "薄二", "441900188506150023", "441900188506150022", "y");
        using var output = new StringWriter();
        using var error = new StringWriter();
        using var terminal = new StringReader(answers);
        var code = await Cli.LedgerCommand.RunAsync(
            [.. line, "--lang", "en", "--profile", story.Network.ProfileFolder(Clerk)], output, error, TimeProvider.System, terminal);

        Assert.True(code == Cli.ExitCode.Ok, error.ToString());
        foreach (var asked in new[] { "acceptance number (e.g.", "unit (28 characters)", "identity document of applicant 1" })
            Assert.Equal(2, error.ToString().Split(asked).Length - 1);
        Assert.DoesNotContain("[0]", error.ToString(), StringComparison.Ordinal);
        Assert.Equal("CASE_STATE_ACCEPTED", (string?)(await story.Ledger.ExpectAsync(0, Clerk, "case", "show", number))["state"]);
        story.Note(Clerk, line, error.ToString());
    }

    private static async Task<IEnumerable<string?>> ResultsAsync(CaseStory story, string[] line)
    {
        var run = await story.Ledger.RunAsync(Clerk, [.. line, "--json"]);
        Assert.Equal(4, run.Code);
        return run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(static text => text.StartsWith('{'))
            .Select(static text => (string?)JsonNode.Parse(text)!["result"]);
    }

    private static async Task<IssueCertificatesRequest> IssuingAsync(CaseStory story, string number, string title, string proof, MortgageId mortgage)
    {
        using var client = LedgerClient.Connect(story.Network.Profile(Clerk));
        var (titleId, proofId) = (new CertificateId { Number = title }, new CertificateId { Number = proof });
        var content = CertificateContents.OfTitle(
            titleId, await PageAsync(client, PageKeys.Certificate(titleId), CertificatePage.Parser),
            [await PageAsync(client, PageKeys.Title(Flat), TitlePage.Parser)])!;
        var proved = CertificateContents.OfMortgage(
            proofId, await PageAsync(client, PageKeys.Certificate(proofId), CertificatePage.Parser),
            await PageAsync(client, PageKeys.Mortgage(mortgage), MortgagePage.Parser))!;
        return new()
        {
            AcceptanceNumber = number,
            Certificates = { Issued(story, title, content, "44123456789", DemoPaper.Bo), Issued(story, proof, proved, "44123456780", null) },
            Document = DemoPaper.Of("receipt", "领证签收"),
        };
    }

    private static IssuedCertificateInput Issued(CaseStory story, string certificate, CertificateContent content, string serial, PartyInput? receiver) => new()
    {
        Certificate = certificate,
        ContentRoot = ByteString.CopyFrom(CertificateContents.RootOf(content)),
        PrintedSerial = serial,
        Printed = story.Numbers.Today,
        Handed = receiver is null ? "" : story.Numbers.Today,
        Receiver = receiver,
        Method = receiver is null ? IssueMethod.Unspecified : IssueMethod.Counter,
        UnitCode = Flat,
    };

    private static ArchiveCaseRequest Archiving(CaseStory story, string number) => new()
    {
        AcceptanceNumber = number,
        Date = story.Numbers.Today,
        VolumeRoot = DemoPaper.Hash("volume"),
        Document = DemoPaper.Of("volume.index", "卷内目录"),
    };

    private static IEnumerable<string?> DueSteps(JsonObject view) => view["steps"]!.AsArray()
        .Where(static step => (string?)step!["state"] == "CASE_STEP_STATE_DUE").Select(static step => (string?)step!["kind"]);

    private static IEnumerable<string?> Fields(JsonObject refused)
        => refused["error"]!["failures"]!.AsArray().Select(static failure => (string?)failure!["field"]);

    private static async Task<T> PageAsync<T>(LedgerClient client, string key, MessageParser<T> parser)
        where T : IMessage<T> => parser.ParseFrom((await client.Reader.GetPageAsync(key, cancellationToken: Ct)).Page!.Body);
}
