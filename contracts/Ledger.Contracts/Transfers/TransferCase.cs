using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>A transfer with the pages its rules read.</summary>
/// <param name="Event">The event.</param>
/// <param name="Contract">The contract.</param>
/// <param name="Tax">Its taxes.</param>
/// <param name="Units">The units transferred.</param>
internal sealed record TransferCase(TransferRecorded Event, PageView<ContractPage> Contract, PageView<TaxPage> Tax, IReadOnlyList<UnitTransferCase> Units)
{
    /// <summary>Reads the pages.</summary>
    public static TransferCase Load(TransferRecorded e, Book book)
    {
        var contract = book.Contract(e.ContractNumber);
        return new(e, contract, book.Tax(e.ContractNumber), [.. e.Units.Select((unit, i) => Unit(unit, $"units[{i}]", book, contract.Body))]);
    }

    private static UnitTransferCase Unit(UnitTransfer transfer, string path, Book book, ContractPage? contract)
    {
        var pages = UnitPages.Read(book, transfer.UnitCode);
        var index = contract?.Units.Select(unit => unit.UnitCode).ToList().IndexOf(transfer.UnitCode) ?? -1;
        var issued = transfer.Buyers.Select((buyer, i) => (Id: buyer.Certificate, Path: $"{path}.buyers[{i}].certificate"))
            .Concat(transfer.Reissues.Select((reissue, i) => (Id: reissue.Certificate, Path: $"{path}.reissues[{i}].certificate")))
            .DistinctBy(certificate => certificate.Id);
        return new(
            transfer,
            path,
            pages,
            index < 0 ? null : new UnitSale(contract!.Units[index], index, contract.Sellers, contract.Buyers, pages),
            book.Business(transfer.BusinessNumber),
            [.. transfer.Previous.Select(book.Certificate)],
            [.. issued.Select(certificate => (book.Certificate(certificate.Id), certificate.Id, certificate.Path))]);
    }
}
