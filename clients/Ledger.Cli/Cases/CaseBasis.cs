namespace Ledger.Cli;

/// <summary>What an application rests on.</summary>
internal enum CaseBasis
{
    /// <summary>On nothing that a department wrote: the applicants say it.</summary>
    None,

    /// <summary>A sale contract.</summary>
    Contract,

    /// <summary>An instrument: gift, inheritance and others.</summary>
    Instrument,
}
