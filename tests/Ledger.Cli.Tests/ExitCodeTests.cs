using Grpc.Core;
using Ledger.Client;
using Ledger.Log;
using Ledger.V1;
using Ledger.Verifier;

namespace Ledger.Cli.Tests;

public sealed class ExitCodeTests
{
    [Fact]
    public void Every_kind_of_fault_has_its_own_code()
    {
        LedgerException[] faults =
        [
            new RefusedException([new RuleFailure { Rule = "C-05" }]),
            new InputException([new InputFailure { Field = "x" }]),
            new AccessException([new AccessFailure()]),
            new UnreachableException(new Uri("https://localhost:1"), "refused"),
            new UntrustedReplyException(new LogFault("x", "x", "x")),
            new ProfileException("x", "x", "x"),
            new RemoteException(StatusCode.Internal, "x"),
        ];
        Assert.Equal(faults.Length, faults.Select(ExitCodes.Of).Distinct().Count());
        Assert.DoesNotContain(ExitCode.Ok, faults.Select(ExitCodes.Of));
        Assert.Equal(ExitCode.Untrusted, ExitCodes.Of(new ForkException(new LogFault("x", "x", "x"), "a", "b")));
        Assert.Equal(ExitCode.Unreachable, ExitCodes.Of(new BusyException("x")));
    }

    [Fact]
    public void What_does_not_exist_is_told_plainly_as_an_input_that_is_wrong()
    {
        var fault = new RemoteException(StatusCode.NotFound, "There is no such record. | 没有该记录。");
        Assert.Equal(("There is no such record.", "没有该记录。", ExitCode.Input), (fault.English, fault.Chinese, ExitCodes.Of(fault)));
    }

    [Fact]
    public void What_was_wanted_is_told_once()
    {
        var fault = new InputException([new InputFailure
        {
            Field = "unit_code",
            MessageZh = "第18位为“5”，应为校验码“6”",
            MessageEn = "position 18: found '5', expected the check character '6'",
            Expected = "the check character '6'",
        }]);
        Assert.Equal("unit_code（单元）: 第18位为“5”，应为校验码“6”", Assert.Single(FailureView.Lines(fault, Language.Chinese)));
        Assert.Equal("unit_code (unit): position 18: found '5', expected the check character '6'", Assert.Single(FailureView.Lines(fault, Language.English)));
    }

    [Fact]
    public void Every_code_is_explained_once_in_both_languages()
    {
        Assert.Equal(Enum.GetValues<ExitCode>().Order(), ExitCodes.All.Select(entry => entry.Code).Order());
        Assert.All(ExitCodes.All, entry => Assert.True(entry.Meaning.Chinese.Length > 0 && entry.Meaning.English.Length > 0));
    }

    [Fact]
    public void A_refusal_in_json_carries_every_rule_with_its_values()
    {
        var failure = new RuleFailure { Rule = "C-05", NameEn = "one contract", MessageEn = "there is another" };
        failure.Values.Add(new RuleValue { Label = "contract", Value = "441900A21050000001", Source = "deal/x" });
        var fault = new RefusedException([failure, new RuleFailure { Rule = "C-14" }]);

        var json = FailureView.Json(fault, ExitCode.Refused)["error"]!;

        Assert.Equal("refused", (string?)json["kind"]);
        Assert.Equal("C-05", (string?)json["failures"]![0]!["rule"]);
        Assert.Equal("deal/x", (string?)json["failures"]![0]!["values"]![0]!["source"]);
        Assert.Equal("C-14", (string?)json["failures"]![1]!["rule"]);
    }
}
