using System.CommandLine;
using System.Text.Json.Nodes;
using Google.Protobuf;
using Ledger.Client;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Cli;

/// <summary><c>ledger contract show NUMBER</c>: the contract as the ledger knows it, with its state proof verified.</summary>
internal static class ContractShowCommand
{
    private static readonly JsonFormatter Formatter = new(JsonFormatter.Settings.Default.WithPreserveProtoFieldNames(true));

    public static Command Create(CommandSet set)
    {
        var command = new Command("show", new Wording("查看合同（已验证的账本页）", "show a contract from its verified page").In(set.Language));
        var number = new Argument<string>("NUMBER") { Description = new Wording("网签合同编号", "contract number").In(set.Language) };
        command.Add(number);
        set.SetAction(command, "ledger contract show 441900A21050000001", (context, ct) =>
        {
            var text = StatedNumbers.Read<ContractNumber>(context.Line.GetRequiredValue(number), "NUMBER");
            return context.WithClientAsync((client, _) => ShowAsync(context, client, text, ct));
        });
        return command;
    }

    private static async Task<ExitCode> ShowAsync(CommandContext context, LedgerClient client, string number, CancellationToken ct)
    {
        var key = PageKeys.Contract(number);
        var page = await client.Reader.GetPageAsync(key, cancellationToken: ct);
        if (page.Page is null)
            await StatedNumbers.RequireLocalAsync<ContractNumber>(client, number, "NUMBER", ct);
        var contract = page.Page is { } found ? ContractPage.Parser.ParseFrom(found.Body) : null;
        var json = new JsonObject
        {
            ["key"] = key,
            ["recorded"] = contract is not null,
            ["contract"] = contract is null ? null : JsonNode.Parse(Formatter.Format(contract)),
            ["size"] = page.Checkpoint.Size,
        };
        return context.Write(new CommandResult(ExitCode.Ok, json, language => View(contract, language)));
    }

    private static PropertyTable View(ContractPage? contract, Language language)
    {
        var table = new PropertyTable(language);
        if (contract is null)
            return table.Row(new("合同", "contract"), new Wording("账本上没有（已证明）", "not on the ledger (proved)").In(language));

        table.Row(new("合同", "contract"), contract.ContractNumber)
            .Row(new("状态", "state"), (CodeNames.Of(contract.State) ?? new($"{contract.State}", $"{contract.State}")).In(language))
            .Row(new("签订", "signed"), Date(contract.SigningDate))
            .Row(new("备案", "filed"), contract.FilingDate == 0 ? "–" : $"{contract.FilingNumber} {Date(contract.FilingDate)}")
            .Row(new("价款", "price"), Money.FromFen(contract.PriceFen).ToDisplay().In(language));
        foreach (var unit in contract.Units)
            table.Row(new("单元", "unit"), $"{unit.UnitCode}  {unit.Share?.Numerator ?? 0}/{unit.Share?.Denominator ?? 0}");

        return table.Row(new("当事人", "parties"), new Wording(
            $"出卖人 {contract.Sellers.Count} 名，买受人 {contract.Buyers.Count} 名",
            $"{contract.Sellers.Count} seller(s), {contract.Buyers.Count} buyer(s)").In(language));
    }

    private static string Date(uint number) => Day.TryFromNumber(number, out var day, out _) ? day.ToString() : "–";
}
