// The skyline of cuts that closes the unlock and create views: ornament, and nothing but ornament.

/** Two rows of key cuts along the foot of the view. */
export const Skyline = () => (
  <svg class="sky" viewBox="0 0 380 72" preserveAspectRatio="none" aria-hidden="true">
    <path
      d="M0 64V32H19L26 19H46L51 10H77L98 48H114L120 38H136L147 19H217L227 38H248L253 29H278L284 19H301L311 38H338L354 10H380V64Z"
      transform="translate(0 8)"
      fill="var(--brass-tint)"
    />
    <path
      d="M0 40V20H14L16 24H29L33 30H52L62 12H90L100 30H111L124 6H141L151 24H163L167 30H183L193 12H214L217 6H239L242 12H261L268 24H285L289 18H327L330 12H344L351 24H364L367 18H380V40Z"
      transform="translate(0 32)"
      fill="var(--brass)"
      opacity=".34"
    />
  </svg>
);
