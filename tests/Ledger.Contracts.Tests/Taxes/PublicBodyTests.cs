using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>Who holds property for the public takes it free of deed tax (C-77).</summary>
public sealed class PublicBodyTests
{
    private readonly SaleCase sale = new(TestLedger.Two());

    [Theory]
    [InlineData("11441900MA0000015M", true)] // 机关
    [InlineData("12441900MA0000015J", true)] // 事业单位
    [InlineData("13441900MA0000015F", true)] // 群众团体
    [InlineData("51441900MA0000015H", true)] // 社会团体
    [InlineData("52441900MA0000015E", true)] // 民办非企业单位
    [InlineData("A1441900MA0000015C", true)] // 军队
    [InlineData("53441900MA0000015B", false)] // 基金会
    [InlineData("91441900MA0000015D", false)] // 企业
    public void C_77_A_body_of_the_public_is_known_by_the_class_in_its_credit_code(string code, bool accepted)
    {
        var buyer = new TestParty(IdentityClass.CreditCode, code);
        (sale.Buyers, sale.Class) = ([new(buyer)], BuyerClass.Other);

        var outcome = sale.ToAssessed().Exempt(TaxKind.Deed, TaxSide.Transferee, buyer, e => e.Exemption = "PUBLIC_BODY");

        if (accepted)
            outcome.Accept();
        else
            outcome.Refuse("C-77");
    }
}
