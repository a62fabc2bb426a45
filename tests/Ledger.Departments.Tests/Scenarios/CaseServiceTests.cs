using Grpc.Core;
using Ledger.V1;
using static Ledger.Departments.Tests.People;

namespace Ledger.Departments.Tests;

/// <summary>CaseService: each department's clerks see the case and its work list from their own node.</summary>
public sealed class CaseServiceTests
{
    private const string Flat = "441900004001GB00012F00010101";
    private const uint Town = 441900119;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_sale_with_a_loan_goes_through_the_departments_and_everyone_sees_whose_turn_it_is()
    {
        await using var city = await ScenarioCity.OpenAsync("2026-03-02 09:00");
        await city.OpenAsync(city.Unit(Flat, An));
        var sale = new Sale(city) { Units = [new(Flat, 1_200_000)], Sellers = [An], Buyers = [Bo], Payment = PaymentMode.Loan, Supervised = true };
        await sale.FiledAsync();
        await city.Transaction(sale.Supervise()).Ok();
        city.At("2026-03-03 09:00");
        var file = sale.Case(FlowCode.F211, (FlowCode.M1, Flat, [Bo]));
        await city.Registration(file.Application).Ok();

        var view = await ViewAsync(city, "tax", file, CaseStepKind.TaxDeclared, CaseStepState.Due);
        Assert.Equal(["finance", "tax", "registration"], view.Holders.Select(static holder => holder.Department));
        Assert.Contains(view.Missing, static finding => finding.Rule == "C-14");
        Assert.Contains(view.Missing, static finding => finding.Rule == "C-59");
        Assert.Equal([file.Number], await ListAsync(city, "tax", new() { Department = "tax", Step = CaseStepKind.TaxDeclared }));
        Assert.Equal([file.Number], await ListAsync(city, "transaction", new() { ExecutingTown = Town, DueWithin = 5 }));
        Assert.Empty(await ListAsync(city, "registration", new() { ExecutingTown = Town, DueWithin = 0 }));

        var loan = new Loan(city) { Units = [Flat], Mortgagors = [Bo], PaysFor = sale.Number };
        await city.BankA(loan.Sign()).Ok();
        await city.BankA(sale.Deposit()).Ok();
        await sale.Taxes.PaidAsync();
        view = await ViewAsync(city, "registration", file, CaseStepKind.MortgageSigned, CaseStepState.Done);
        Assert.DoesNotContain(view.Missing, static finding => finding.Severity is "REJECT" or "EXCEPTION");
        Assert.Equal(["registration"], view.Holders.Select(static holder => holder.Department));

        // Five working days were promised for the mortgage: through 2026-03-10.
        city.At("2026-03-10 10:00");
        Assert.Empty(await ListAsync(city, "registration", new() { Overdue = true }));
        Assert.Equal([file.Number], await ListAsync(city, "registration", new() { DueWithin = 0 }));
        city.At("2026-03-11 10:00");
        Assert.Equal([file.Number], await ListAsync(city, "registration", new() { Overdue = true }));
        await city.Registration(city.Review(file)).Ok();
        await city.Registration(
            sale.Transfer(file).With(r => r.Document = ScenarioCity.Papers(("C-58", "BUSY_COUNTER"))),
            loan.Register(file).With(r => r.Document = ScenarioCity.Papers(("C-58", "BUSY_COUNTER")))).Ok("C-58");
        await ViewAsync(city, "finance", file, CaseStepKind.CertificatesIssued, CaseStepState.Due);
        Assert.Equal([file.Number], await ListAsync(city, "registration", new() { State = CaseState.Recorded }));
        Assert.Empty(await ListAsync(city, "registration", new() { Overdue = true }));
    }

    [Fact]
    public async Task A_case_withdrawn_after_its_taxes_comes_back_to_the_tax_departments_list_once_the_contract_is_revoked()
    {
        await using var city = await ScenarioCity.OpenAsync("2026-03-02 09:00");
        await city.OpenAsync(city.Unit(Flat, An));
        var sale = new Sale(city) { Units = [new(Flat, 1_200_000)], Sellers = [An], Buyers = [Bo] };
        await sale.TaxedAsync();
        var file = sale.Case();
        await city.Registration(file.Application, file.Review).Ok();
        await city.Registration(city.Withdraw(file)).Ok();

        var view = await ViewAsync(city, "tax", file, CaseStepKind.TaxRefunded, CaseStepState.Waiting);
        Assert.Equal(CaseState.Withdrawn, view.State);
        Assert.Equal(["transaction", "registration"], view.Holders.Select(static holder => holder.Department));
        Assert.Empty(await ListAsync(city, "tax", new() { Department = "tax" }));

        await city.Transaction(sale.Revoke()).Ok();
        await ViewAsync(city, "tax", file, CaseStepKind.TaxRefunded, CaseStepState.Due);
        Assert.Equal([file.Number], await ListAsync(city, "tax", new() { Department = "tax", Step = CaseStepKind.TaxRefunded }));

        await city.Tax(sale.Taxes.Refund(RefundReason.ContractFailed)).Ok();
        await ViewAsync(city, "registration", file, CaseStepKind.TaxRefunded, CaseStepState.Done);
        Assert.Empty(await ListAsync(city, "tax", new() { Department = "tax" }));
    }

    [Fact]
    public async Task A_list_that_is_lost_is_made_anew_and_a_bank_sees_none()
    {
        await using var city = await ScenarioCity.OpenAsync("2026-03-02 09:00");
        await city.OpenAsync(city.Unit(Flat, An));
        var file = city.Case("", (FlowCode.F600, Flat, [Bo]));
        await city.Registration(file.Application).Ok();
        await ListAsync(city, "registration", new() { UnitCode = Flat }, 1);

        await city.City.StopAsync("registration");
        await File.WriteAllTextAsync(city.City.StorePath("registration") + ".cases", "not a database", Ct);
        await city.City.StartAsync("registration");

        Assert.Equal([file.Number], await ListAsync(city, "registration", new() { UnitCode = Flat }, 1));
        var bank = new CaseService.CaseServiceClient(city.City.Connect("registration", city.City["bank-a"].Operator));
        var refused = await Assert.ThrowsAsync<RpcException>(async () => await GetAsync(bank, file.Number));
        Assert.Equal(StatusCode.PermissionDenied, refused.StatusCode);
    }

    [Fact]
    public async Task A_case_is_not_shown_while_the_lists_that_know_its_signed_mortgages_lag()
    {
        await using var city = await ScenarioCity.OpenAsync("2026-03-02 09:00");
        await city.OpenAsync(city.Unit(Flat, An));
        var file = city.Case("", (FlowCode.F600, Flat, [Bo]));
        await city.Registration(file.Application).Ok();
        await ListAsync(city, "registration", new() { UnitCode = Flat }, 1);
        var lists = city.City.Service<CaseIndexer>("registration");
        await lists.StopAsync(Ct);
        await city.Registration(city.Withdraw(file)).Ok();

        var refused = await Assert.ThrowsAsync<RpcException>(async () => await GetAsync(Client(city, "registration"), file.Number));
        Assert.Equal(StatusCode.Unavailable, refused.StatusCode);
        Assert.Equal(2, Assert.Single(Details.Of<Google.Rpc.RetryInfo>(refused)).RetryDelay.Seconds);

        await lists.StartAsync(Ct);
        await ListAsync(city, "registration", new() { UnitCode = Flat }, 1);
        Assert.Equal(CaseState.Withdrawn, (await GetAsync(Client(city, "registration"), file.Number)).State);
    }

    [Fact]
    public async Task What_is_no_number_is_an_input_error_and_an_unused_one_is_not_found()
    {
        await using var city = await ScenarioCity.OpenAsync("2026-03-02 09:00");
        var client = Client(city, "registration");

        var malformed = await Assert.ThrowsAsync<RpcException>(async () => await GetAsync(client, "2026"));
        Assert.Equal("acceptance_number", Assert.Single(Details.Of<InputFailure>(malformed)).Field);
        var unknown = await Assert.ThrowsAsync<RpcException>(async () => await GetAsync(client, "202603020001"));
        Assert.Equal(StatusCode.NotFound, unknown.StatusCode);
        var department = await Assert.ThrowsAsync<RpcException>(
            async () => await client.ListCasesAsync(new ListCasesRequest { Department = "post" }, cancellationToken: Ct));
        Assert.Equal("department", Assert.Single(Details.Of<InputFailure>(department)).Field);
    }

    private static CaseService.CaseServiceClient Client(ScenarioCity city, string department)
        => new(city.City.Connect(department, city.City[department].Operator));

    private static async Task<CaseView> GetAsync(CaseService.CaseServiceClient client, string number)
        => await client.GetCaseAsync(new GetCaseRequest { AcceptanceNumber = number }, cancellationToken: Ct);

    // Another department's peer comes to the block a moment later, and its lists after that.
    private static async Task<CaseView> ViewAsync(ScenarioCity city, string department, CaseFile file, CaseStepKind step, CaseStepState state)
    {
        for (var i = 0; ; i++)
        {
            try
            {
                var view = await GetAsync(Client(city, department), file.Number);
                if (i == 200 || view.Steps.First(known => known.Kind == step).State == state)
                {
                    Assert.Equal(state, view.Steps.First(known => known.Kind == step).State);
                    return view;
                }
            }
            catch (RpcException e) when (e.StatusCode is StatusCode.NotFound or StatusCode.Unavailable && i < 200)
            {
                // Not there yet.
            }

            await Task.Delay(50, Ct);
        }
    }

    private static async Task<List<string>> ListAsync(ScenarioCity city, string department, ListCasesRequest request, int? wanted = null)
    {
        var client = Client(city, department);
        for (var i = 0; ; i++)
        {
            try
            {
                var reply = await client.ListCasesAsync(request, cancellationToken: Ct);
                if (reply.Block >= city.City.Peer.Head.Number && (wanted is null || reply.Cases.Count == wanted || i == 200))
                    return [.. reply.Cases.Select(static found => found.AcceptanceNumber)];
            }
            catch (RpcException e) when (e.StatusCode == StatusCode.Unavailable && i < 200)
            {
                // Being made.
            }

            await Task.Delay(50, Ct);
        }
    }
}
